package dev.tributary.simulator.content.cql;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Full-text matching: all words asked for occur, or in a quoted phrase follow each other; a trailing star is any ending. */
final class Words {
    private static final Pattern MARKUP = Pattern.compile("<[^>]*>|&[a-zA-Z#0-9]+;");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}*]+");

    private Words() {}

    static boolean match(String asked, String storage) {
        List<String> text = of(MARKUP.matcher(storage).replaceAll(" ").replace('*', ' '));
        List<String> terms = of(asked);
        if (terms.isEmpty()) {
            return false;
        }
        boolean phrase = asked.length() > 1 && asked.startsWith("\"") && asked.endsWith("\"");
        return phrase ? follows(terms, text) : terms.stream().allMatch(term -> occurs(term, text));
    }

    private static boolean follows(List<String> terms, List<String> text) {
        for (int i = 0; i + terms.size() <= text.size(); i++) {
            if (text.subList(i, i + terms.size()).equals(terms)) {
                return true;
            }
        }
        return false;
    }

    private static boolean occurs(String term, List<String> text) {
        return term.endsWith("*")
                ? text.stream().anyMatch(word -> word.startsWith(term.substring(0, term.length() - 1)))
                : text.contains(term);
    }

    private static List<String> of(String text) {
        return Arrays.stream(BETWEEN.split(text.toLowerCase(Locale.ROOT)))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
