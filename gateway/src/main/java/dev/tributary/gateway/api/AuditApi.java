package dev.tributary.gateway.api;

import dev.tributary.gateway.audit.AuditEntry;
import dev.tributary.gateway.audit.AuditEntry.About;
import dev.tributary.gateway.audit.AuditEvents;
import dev.tributary.gateway.audit.AuditQuery;
import dev.tributary.gateway.http.Answer;
import dev.tributary.gateway.http.Fields;
import dev.tributary.gateway.http.Incoming;
import dev.tributary.gateway.http.Refused;
import dev.tributary.gateway.identity.Identity;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Shows the audit, of all applications, to those who watch over the gateway. */
final class AuditApi {

    private static final int PAGE = 1000;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> FILTERS =
            Set.of("since", "until", "event", "app", "user", "site", "connection", "cursor", "order", "format");

    private final Function<AuditQuery, List<AuditEntry>> entries;

    AuditApi(Function<AuditQuery, List<AuditEntry>> entries) {
        this.entries = entries;
    }

    Answer list(Identity asking, Incoming request) {
        if (asking.user().isPresent()) {
            throw Refused.userNotAllowed();
        }
        Map<String, String> filters = Fields.read(request.query());
        if (!FILTERS.containsAll(filters.keySet())) {
            throw Refused.malformed(
                    "The query has a parameter that is not known. There are since, until, event, app, user,"
                            + " site, connection, cursor, order, format.");
        }
        List<AuditEntry> found = entries.apply(query(filters));
        return isChosen(filters, "format", "json", "jsonl") ? lines(found) : page(found);
    }

    /** Returns the whole page, and the way to the next. */
    private static Answer page(List<AuditEntry> found) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("entries", shown(found).stream().map(AuditEntry::view).toList());
        if (found.size() > PAGE) {
            page.put("cursor", found.get(PAGE - 1).id());
        }
        return Answer.json(200, page);
    }

    /** Each line leads on by its id. */
    private static Answer lines(List<AuditEntry> found) {
        return Answer.of(
                200,
                "application/jsonl",
                Buffer.buffer(shown(found).stream()
                        .map(entry -> JSON.writeValueAsString(entry.view()) + "\n")
                        .collect(Collectors.joining())));
    }

    private static List<AuditEntry> shown(List<AuditEntry> found) {
        return found.subList(0, Math.min(PAGE, found.size()));
    }

    /** One more than a page, to see whether there is another. */
    private static AuditQuery query(Map<String, String> filters) {
        return new AuditQuery(
                instant("since", filters),
                instant("until", filters),
                event(filters.get("event")),
                new About(filters.get("app"), filters.get("user"), filters.get("site"), filters.get("connection")),
                filters.get("cursor"),
                isChosen(filters, "order", "oldest", "newest"),
                PAGE + 1);
    }

    /** Nothing found for a name that is misspelt would look like nothing that happened. */
    private static @Nullable String event(@Nullable String name) {
        if (name != null && !AuditEvents.KEPT.contains(name)) {
            throw Refused.malformed("event must be one of " + String.join(", ", AuditEvents.KEPT) + ".");
        }
        return name;
    }

    private static boolean isChosen(Map<String, String> filters, String name, String usual, String other) {
        String chosen = filters.getOrDefault(name, usual);
        if (!chosen.equals(usual) && !chosen.equals(other)) {
            throw Refused.malformed(name + " must be " + usual + ", which is the default, or " + other + ".");
        }
        return chosen.equals(other);
    }

    private static @Nullable Instant instant(String name, Map<String, String> filters) {
        String text = filters.get(name);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Refused.malformed(name + " must be an instant such as 2027-01-31T00:00:00Z.");
        }
    }
}
