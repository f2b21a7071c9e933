package dev.tributary.gateway.connect;

import dev.tributary.model.Owner;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What happened to whose connection, for the operator: one line for each event. Values that others chose are written as JSON
 * strings in ASCII, so that nobody can forge a line.
 */
public final class Audit {

    private static final Logger LOG = LoggerFactory.getLogger("dev.tributary.gateway.audit");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final String event;
    private final Map<String, String> values = new LinkedHashMap<>();

    private Audit(String event) {
        this.event = event;
    }

    /** Begins an event, such as {@code connection.refused}. */
    public static Audit event(String event) {
        return new Audit(event);
    }

    /** Says to whom it happened. */
    public Audit owner(Owner owner) {
        return with("app", owner.app()).with("user", owner.user());
    }

    /** Says more. */
    public Audit with(String name, Object value) {
        values.put(name, value.toString());
        return this;
    }

    /** Writes the line. */
    public void log() {
        if (LOG.isInfoEnabled()) {
            LOG.info("{} {}", event, line());
        }
    }

    private String line() {
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + JSON.writeValueAsString(value.getValue()))
                .collect(Collectors.joining(" "));
    }
}
