package dev.tributary.cli;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the settings of a gateway, which the library names, into the options of {@code tributary login}. Pure functions. */
final class SettingWords {

    private static final String SECRET = "clientSecret";
    private static final Map<String, String> OPTIONS = Map.of(
            "baseUrl", "--base-url",
            "clientId", "--client-id",
            "scopes", "--scope",
            "caBundle", "--ca-bundle",
            "proxy", "--proxy",
            "simulator", "--simulator",
            "cloud.site", "--cloud-site");
    private static final Pattern SETTING =
            Pattern.compile("\\bsites\\.[a-z0-9-]+\\.(" + SECRET + "|" + String.join("|", OPTIONS.keySet()) + ")\\b");

    private SettingWords() {}

    /** Returns a message with each setting replaced by its option, and that of the client secret by the one that was used. */
    static String asOptions(String message, String secretOption) {
        return SETTING.matcher(message)
                .replaceAll(found -> Matcher.quoteReplacement(OPTIONS.getOrDefault(found.group(1), secretOption)));
    }
}
