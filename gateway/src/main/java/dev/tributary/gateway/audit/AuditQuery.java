package dev.tributary.gateway.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are asked for; absent parts choose all.
 *
 * @param since the first instant
 * @param until the first instant that does not belong to it any more
 * @param event what was done, such as {@code token.exported}
 * @param about to what
 * @param cursor the id of the last entry before, in the same order
 * @param newestFirst whether the newest come first
 * @param limit the most that are returned
 */
public record AuditQuery(
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String event,
        AuditEntry.About about,
        @Nullable String cursor,
        boolean newestFirst,
        int limit) {

    /** Chooses every entry, the oldest first. */
    public static AuditQuery all(int limit) {
        return new AuditQuery(null, null, null, new AuditEntry.About(null, null, null, null), null, false, limit);
    }

    /** Returns the same question for what comes after an entry. */
    public AuditQuery after(String id) {
        return new AuditQuery(since, until, event, about, id, newestFirst, limit);
    }
}
