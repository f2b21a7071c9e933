package dev.tributary.gateway.audit;

/** Where entries go. Thread-safe. */
public interface AuditSink {

    /** Keeps an entry before it returns. Blocks. Throws {@link dev.tributary.model.Unavailable} where that fails. */
    void write(AuditEntry entry);

    /** Takes an entry and keeps it soon. Never blocks and never fails. */
    void add(AuditEntry entry);

    /** Takes an entry of which there are many, and each of which matters little, unless too many wait. Never blocks. */
    void addIfRoom(AuditEntry entry);
}
