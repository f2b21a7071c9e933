package dev.tributary.gateway.audit;

import dev.tributary.gateway.audit.AuditEntry.About;
import dev.tributary.model.Connection;
import dev.tributary.model.Owner;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An entry in the making, about whatever this thread does on somebody's behalf. Not thread-safe. */
public final class AuditEvent {

    private static final Set<String> COLUMNS = Set.of("app", "user", "site", "connection");
    private static final int LONGEST = 1000;

    private final Audit audit;
    private final String id;
    private final Instant at;
    private final String event;
    private final Map<String, String> values = new LinkedHashMap<>();
    private Acting by = Acting.now();

    AuditEvent(Audit audit, String id, Instant at, String event) {
        this.audit = audit;
        this.id = id;
        this.at = at.truncatedTo(ChronoUnit.MILLIS);
        this.event = event;
    }

    /** Says to whom it happened. */
    public AuditEvent owner(Owner owner) {
        return with("app", owner.app()).with("user", owner.user());
    }

    /** Says to which connection it happened, and so to whom. */
    public AuditEvent connection(Connection connection) {
        return owner(connection.owner()).with("site", connection.site()).with("connection", connection.id());
    }

    /** Says who did it, where this thread does not know. */
    public AuditEvent by(Acting somebody) {
        by = somebody;
        return this;
    }

    /** Says more. {@code app}, {@code user}, {@code site} and {@code connection} say what it is about. */
    public AuditEvent with(String name, Object value) {
        String text = value.toString();
        values.put(name, text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...");
        return this;
    }

    /** Keeps it before it returns, and writes the line. Blocks. Throws {@link dev.tributary.model.Unavailable}. */
    public void write() {
        audit.sink().write(entry());
        Audit.line(event, said());
    }

    /** Has it kept soon, and writes the line. Does not block. */
    public void log() {
        audit.sink().add(entry());
        Audit.line(event, said());
    }

    /**
     * Writes the line, and has it kept soon if there is room, but no more than one in a minute of those that are alike: what others
     * can do as often as they like must not fill the table. The next one that is kept says how many were left out. Does not block.
     *
     * @param like the names of the values by which they are alike
     */
    public void logSeldom(String... like) {
        String kind = event + " " + Arrays.stream(like).map(values::get).toList();
        audit.restraint().pass(kind, at).ifPresent(leftOut -> audit.sink().addIfRoom(entry(leftOut)));
        Audit.line(event, said());
    }

    private AuditEntry entry(long leftOut) {
        return leftOut == 0 ? entry() : with("leftOut", leftOut).entry();
    }

    /** Writes the line alone: what strangers can do as often as they like belongs into no table. */
    public void lineOnly() {
        Audit.line(event, said());
    }

    /** Writes the line alone, without who did it: this thread is told of what another has written to the table with its actor. */
    void echo() {
        Audit.line(event, values);
    }

    /** Has it kept soon if there is room, and writes no line. Does not block. */
    public void addIfRoom() {
        audit.sink().addIfRoom(entry());
    }

    /** The line says who did it as the table does; what an event itself says of where from goes before. */
    private Map<String, String> said() {
        Map<String, String> said = new LinkedHashMap<>(values);
        said.put("actor", by.actor().kind().label());
        if (by.actor().name() != null) {
            said.put("actorName", by.actor().name());
        }
        if (by.from() != null) {
            said.putIfAbsent("from", by.from());
        }
        return said;
    }

    AuditEntry entry() {
        Map<String, String> details = new LinkedHashMap<>(values);
        details.keySet().removeAll(COLUMNS);
        return new AuditEntry(
                id, at, event, by, new About(value("app"), value("user"), value("site"), value("connection")), details);
    }

    private @Nullable String value(String name) {
        String value = values.get(name);
        return value == null || value.isEmpty() ? null : value;
    }
}
