package dev.tributary.token.process;

import java.util.List;
import java.util.stream.Collectors;

/** What people want to read of many deaths. */
final class Report {

    private Report() {}

    static String of(List<Outcome> outcomes, Wire wire) {
        StringBuilder report = new StringBuilder(
                "\n%-45s %18s %18s%n".formatted("killed where (kept of rounds)", "without leeway", "with leeway"));
        for (Stop stop : Stop.values()) {
            List<Outcome> here = outcomes.stream()
                    .filter(outcome -> outcome.round().stop() == stop)
                    .toList();
            report.append("%-45s %18s %18s%n".formatted(stop.words, kept(here, false), kept(here, true)));
        }
        report.append("%-45s %18s %18s%n".formatted("in all", kept(outcomes, false), kept(outcomes, true)));
        for (Database database : Database.values()) {
            List<Outcome> there = outcomes.stream()
                    .filter(outcome -> outcome.round().database() == database)
                    .toList();
            report.append("%-45s %18s %18s%n".formatted("  on " + database, kept(there, false), kept(there, true)));
        }
        report.append("%nToken requests: %d; with one refresh token at the same time, at most: %d%n"
                .formatted(wire.requests(), wire.mostTogether()));
        return report.append("Lost, and said so:\n").append(lost(outcomes)).toString();
    }

    private static String kept(List<Outcome> outcomes, boolean forgiving) {
        List<Outcome> those = outcomes.stream()
                .filter(outcome -> outcome.round().provider().forgives() == forgiving)
                .toList();
        long kept = those.stream().filter(outcome -> !outcome.isLost()).count();
        return those.isEmpty() ? "-" : kept + " of " + those.size();
    }

    private static String lost(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(Outcome::isLost)
                .map(outcome -> "  " + outcome + ": " + outcome.said() + "\n")
                .collect(Collectors.joining());
    }
}
