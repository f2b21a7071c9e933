package dev.tributary.gateway.audit;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done. Carries no secret.
 *
 * @param id its id, by whose order entries are in the order of time; also the cursor that leads on from it
 * @param at when, to the millisecond
 * @param event what, such as {@code connection.refused}
 * @param by who did it, and from where
 * @param about to what
 * @param details more, by name; what others chose is in it as they wrote it
 */
public record AuditEntry(String id, Instant at, String event, Acting by, About about, Map<String, String> details) {

    /** Keeps its own copy of the details, in their order. */
    public AuditEntry {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /**
     * What an entry is about; each absent where it is about none.
     *
     * @param app the application
     * @param user the application's user
     * @param site the site
     * @param connection the connection's id
     */
    public record About(
            @Nullable String app,
            @Nullable String user,
            @Nullable String site,
            @Nullable String connection) {}

    /** Returns it as JSON has it, without what is absent. */
    public Map<String, Object> view() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", id);
        view.put("at", at.toString());
        view.put("event", event);
        view.put("by", by.actor().kind().label());
        put(view, "byName", by.actor().name());
        put(view, "from", by.from());
        put(view, "app", about.app());
        put(view, "user", about.user());
        put(view, "site", about.site());
        put(view, "connection", about.connection());
        if (!details.isEmpty()) {
            view.put("details", details);
        }
        return view;
    }

    private static void put(Map<String, Object> view, String name, @Nullable String value) {
        if (value != null) {
            view.put(name, value);
        }
    }
}
