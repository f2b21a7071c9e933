package dev.tributary.gateway.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The way into the audit: each entry goes to the table, and is a line of the log. Values that others chose are written as JSON
 * strings in ASCII there, so that nobody can forge a line. Thread-safe.
 */
public final class Audit {

    private static final Logger LOG = LoggerFactory.getLogger("dev.tributary.gateway.audit");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final AuditIds ids = new AuditIds();
    private final Restraint restraint = new Restraint();
    private final AuditSink sink;
    private final Clock clock;

    /** Takes where entries go, and the time. */
    public Audit(AuditSink sink, Clock clock) {
        this.sink = sink;
        this.clock = clock;
    }

    /** Begins an event of now, such as {@code connection.refused}. */
    public AuditEvent event(String event) {
        return event(event, clock.instant());
    }

    AuditEvent event(String event, Instant at) {
        return new AuditEvent(this, ids.next(at), at, event);
    }

    AuditSink sink() {
        return sink;
    }

    Restraint restraint() {
        return restraint;
    }

    static void line(String event, Map<String, String> values) {
        if (LOG.isInfoEnabled()) {
            LOG.info(
                    "{} {}",
                    event,
                    values.entrySet().stream()
                            .map(value -> value.getKey() + "=" + JSON.writeValueAsString(value.getValue()))
                            .collect(Collectors.joining(" ")));
        }
    }
}
