package dev.tributary.gateway.audit;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An audit whose entries a test can look at. */
public final class Lines implements AuditSink {

    private final List<AuditEntry> entries = new CopyOnWriteArrayList<>();

    public Audit audit() {
        return new Audit(this, Clock.systemUTC());
    }

    public List<AuditEntry> entries() {
        return entries;
    }

    @Override
    public void write(AuditEntry entry) {
        entries.add(entry);
    }

    @Override
    public void add(AuditEntry entry) {
        entries.add(entry);
    }

    @Override
    public void addIfRoom(AuditEntry entry) {
        entries.add(entry);
    }
}
