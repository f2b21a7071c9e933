package dev.tributary.benchmarks.scale;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** One table of what was measured: a line for each question, a column for each database. */
final class Report {

    private final Map<String, Map<String, String>> lines = new LinkedHashMap<>();
    private final TreeSet<String> databases = new TreeSet<>();
    private final PrintStream progress;

    Report(PrintStream progress) {
        this.progress = progress;
    }

    void says(String question, Database database, String answer) {
        databases.add(database.name());
        lines.computeIfAbsent(question, key -> new LinkedHashMap<>()).put(database.name(), answer);
        progress.printf(Locale.ROOT, "%s: %s: %s%n", database.name(), question, answer);
    }

    /** Writes it in Markdown. */
    void print(PrintStream out) {
        out.println("| | " + String.join(" | ", databases) + " |");
        out.println("|---|" + "---:|".repeat(databases.size()));
        lines.forEach((question, answers) -> {
            out.print("| " + question);
            databases.forEach(database -> out.print(" | " + answers.getOrDefault(database, "–")));
            out.println(" |");
        });
    }
}
