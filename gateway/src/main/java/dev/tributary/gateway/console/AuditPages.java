package dev.tributary.gateway.console;

import dev.tributary.gateway.audit.AuditEntry;
import dev.tributary.gateway.audit.AuditQuery;
import dev.tributary.gateway.http.Answer;
import dev.tributary.gateway.http.Operation;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows who did what to which connection, the latest first. */
final class AuditPages {

    private static final String HOME = "/console/audit";
    private static final int PAGE = 50;
    private static final Pattern CURSOR = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final List<String> FILTERS = List.of("event", "app", "user", "site", "connection");

    private final Function<AuditQuery, List<AuditEntry>> entries;
    private final Frame frame;

    AuditPages(Function<AuditQuery, List<AuditEntry>> entries, Frame frame) {
        this.entries = entries;
        this.frame = frame;
    }

    /** An entry as the page shows it. */
    record Row(Moment at, String event, String by, String from, String about, String connection, String details) {

        static Row of(AuditEntry entry) {
            AuditEntry.About about = entry.about();
            String kind = entry.by().actor().kind().label();
            return new Row(
                    Moment.exact(entry.at()),
                    entry.event(),
                    Optional.ofNullable(entry.by().actor().name())
                            .map(name -> kind + " " + name)
                            .orElse(kind),
                    Optional.ofNullable(entry.by().from()).orElse(""),
                    about(about),
                    Optional.ofNullable(about.connection()).orElse(""),
                    entry.details().entrySet().stream()
                            .map(detail -> detail.getKey() + ": " + detail.getValue())
                            .collect(Collectors.joining("; ")));
        }

        private static String about(AuditEntry.About about) {
            Map<String, @Nullable String> parts = new LinkedHashMap<>();
            parts.put("", about.user());
            parts.put("of ", about.app());
            parts.put("at ", about.site());
            return parts.entrySet().stream()
                    .filter(part -> part.getValue() != null)
                    .map(part -> part.getKey() + part.getValue())
                    .collect(Collectors.joining(" "));
        }
    }

    List<Operation> all(Gate gate) {
        return List.of(gate.page(HOME, this::list));
    }

    private Answer list(Visit visit) {
        String after = visit.field("after");
        AuditEntry.About about = new AuditEntry.About(
                given(visit, "app"), given(visit, "user"), given(visit, "site"), given(visit, "connection"));
        List<AuditEntry> found = entries.apply(new AuditQuery(
                null,
                null,
                given(visit, "event"),
                about,
                CURSOR.matcher(after).matches() ? after : null,
                true,
                PAGE + 1));
        Map<String, Object> model = new HashMap<>();
        Map<String, String> chosen = new LinkedHashMap<>();
        FILTERS.forEach(name -> chosen.put(name, visit.field(name)));
        model.put("rows", found.stream().limit(PAGE).map(Row::of).toList());
        model.put("chosen", chosen);
        model.put("first", after.isEmpty());
        model.put(
                "next",
                found.size() <= PAGE
                        ? ""
                        : Links.to(HOME, chosen, found.get(PAGE - 1).id()));
        return frame.page(visit, "audit", model);
    }

    private static @Nullable String given(Visit visit, String name) {
        String text = visit.field(name);
        return text.isEmpty() ? null : text;
    }
}
