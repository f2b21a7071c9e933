package dev.tributary.cli;

import dev.tributary.gateway.observe.Observation;
import dev.tributary.gateway.observe.Observations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What was observed, as a page to read and share or as JSON. It names no address and no user, and has no secret. */
final class ObservedReport {

    private ObservedReport() {}

    static String markdown(Observations seen) {
        StringBuilder page = new StringBuilder();
        page.append("# What this Confluence ").append(seen.edition()).append(" does\n\n");
        page.append(
                "Observed by `tributary doctor --observe`, with a grant that was given for this. Of answers only the status, error\n");
        page.append("codes and names of header fields are told.\n\n");
        page.append("| fact | asked | seen | settles |\n|---|---|---|---|\n");
        seen.all()
                .forEach(fact -> page.append("| `%s` | %s | %s | %s |%n"
                        .formatted(fact.fact(), cell(fact.asked()), cell(fact.seen()), cell(fact.settles()))));
        List<String> switches = seen.switches();
        if (!switches.isEmpty()) {
            page.append(
                            "\nA simulator that does the same, as far as it was seen:\n\n```\ntributary simulate --edition ")
                    .append(seen.edition().equals("Cloud") ? "cloud" : "datacenter");
            switches.forEach(option -> page.append(" --set ").append(option));
            page.append("\n```\n");
        }
        return page.toString();
    }

    static String json(Observations seen) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("edition", seen.edition());
        report.put("facts", seen.all().stream().map(ObservedReport::fact).toList());
        report.put("simulator", seen.switches());
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
    }

    private static Map<String, Object> fact(Observation observation) {
        Map<String, Object> fact = new LinkedHashMap<>();
        fact.put("fact", observation.fact());
        fact.put("asked", observation.asked());
        fact.put("seen", observation.seen());
        fact.put("settles", observation.settles());
        if (observation.simulator() != null) {
            fact.put("simulator", observation.simulator());
        }
        return fact;
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
