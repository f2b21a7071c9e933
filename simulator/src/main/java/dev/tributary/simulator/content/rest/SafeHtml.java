package dev.tributary.simulator.content.rest;

import dev.tributary.simulator.content.StorageFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Bodies for a browser: what anybody may have written, so only plain elements without attributes get through. */
final class SafeHtml {
    private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z0-9:!?-]+)[^>]*?(/?)>");
    private static final Set<String> PLAIN = Set.of(
            "p",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "li",
            "strong",
            "em",
            "b",
            "i",
            "u",
            "code",
            "pre",
            "br",
            "hr",
            "blockquote",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "sub",
            "sup");

    private SafeHtml() {}

    static String of(String storage) {
        return TAG.matcher(StorageFormat.view(storage)).replaceAll(SafeHtml::cleaned);
    }

    private static String cleaned(MatchResult tag) {
        String name = tag.group(2).toLowerCase(Locale.ROOT);
        return PLAIN.contains(name) ? "<" + tag.group(1) + name + tag.group(3) + ">" : "";
    }
}
