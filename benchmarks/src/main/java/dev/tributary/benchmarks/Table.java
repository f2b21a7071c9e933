package dev.tributary.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown, its first column to the left and the others to the right. Not thread-safe. */
public final class Table {

    private final List<String> lines = new ArrayList<>();

    /** Begins one with these headings. */
    public Table(String... headings) {
        row(headings);
        lines.add("|---|" + "---:|".repeat(headings.length - 1));
    }

    /** Adds a row. */
    public void row(String... cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
    }

    @Override
    public String toString() {
        return String.join(System.lineSeparator(), lines);
    }
}
