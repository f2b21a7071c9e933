package dev.tributary.gateway.config;

import java.util.Collection;
import java.util.Comparator;

/** Guesses what somebody meant to write. */
final class Suggestion {

    private static final int MOST_EDITS = 2;

    private Suggestion() {}

    /** Returns " Did you mean 'x'?" for the closest name; without a close one, the names there are. */
    static String among(Collection<String> names, String written) {
        return names.stream()
                .filter(name -> edits(name, written) <= MOST_EDITS)
                .min(Comparator.comparingInt(name -> edits(name, written)))
                .map(name -> " Did you mean '" + name + "'?")
                .orElse(names.isEmpty() ? "" : " Possible here: " + String.join(", ", names) + ".");
    }

    /** The Levenshtein distance, without regard to case. */
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
                int replaced = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
