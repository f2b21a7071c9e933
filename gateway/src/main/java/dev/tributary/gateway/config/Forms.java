package dev.tributary.gateway.config;

import dev.tributary.model.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.regex.Pattern;

/** How single values are written. Each throws {@link IllegalArgumentException} with what is wrong and what to do. */
final class Forms {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern ASCII = Pattern.compile("[!-~]*");
    private static final int LAST_PORT = 65_535;
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private Forms() {}

    static String name(String text) {
        return checked(
                text,
                NAME.matcher(text).matches(),
                "A name has lower-case letters, digits and hyphens only, at most 63, and begins with a letter or digit.");
    }

    static String text(String text) {
        return checked(text, !text.isBlank(), "This is empty. Give it a value.");
    }

    static Secret secret(String text) {
        checked(
                text,
                text.equals(text.strip()),
                "The secret begins or ends with a space or a line break. Remove that.");
        return Secret.of(text);
    }

    static boolean flag(String text) {
        checked(text, text.equals("true") || text.equals("false"), "Write true or false.");
        return text.equals("true");
    }

    static Duration duration(String text) {
        try {
            String iso = text.startsWith("PT") ? text : "PT" + text;
            Duration duration = Duration.parse(iso);
            boolean sensible = duration.compareTo(SHORTEST) >= 0 && duration.compareTo(LONGEST) <= 0;
            checked(text, sensible, "Give a time between 1 ms and 10 minutes, such as 15s.");
            return duration;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("Write a time such as 15s or PT15S.", e);
        }
    }

    /** An absolute http or https URL without user information and fragment. */
    static URI url(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            checked(text, ASCII.matcher(text).matches(), "Percent-encode what is not ASCII in the URL.");
            checked(
                    text,
                    web && uri.getHost() != null,
                    "Write an absolute URL such as https://wiki.example.org; a host name has no underscore.");
            checked(
                    text,
                    uri.getRawUserInfo() == null && uri.getRawFragment() == null,
                    "The URL must have no user information and no fragment (#). Take them out.");
            checked(
                    text,
                    uri.getPort() <= LAST_PORT && !uri.getRawAuthority().endsWith(":"),
                    "The port must be a number up to 65535. Correct it, or leave it out with its colon.");
            return uri;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("This is not a URL. Write one such as https://wiki.example.org.", e);
        }
    }

    /** A URL whose traffic nobody on the way can read: https, or http on this machine. */
    static URI safeUrl(String text) {
        URI uri = url(text);
        checked(
                text,
                "https".equals(uri.getScheme()) || isLocal(uri),
                "http is for localhost only, because secrets would cross the network in clear. Use https.");
        return uri;
    }

    /** Where browsers and applications reach the gateway: an origin alone, because its cookies and paths begin at the root. */
    static URI publicUrl(String text) {
        URI uri = safeUrl(text);
        boolean bare = Set.of("", "/").contains(uri.getRawPath()) && uri.getRawQuery() == null;
        checked(text, bare, "Give scheme, host and port only, such as https://tributary.example.org.");
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority());
    }

    static boolean isLocal(URI uri) {
        return ThisMachine.is(uri.getHost());
    }

    private static String checked(String text, boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
        return text;
    }
}
