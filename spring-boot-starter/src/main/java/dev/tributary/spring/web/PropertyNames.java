package dev.tributary.spring.web;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names the properties behind settings of the application's own sites, for which the library has its own words. Immutable. */
final class PropertyNames {

    private static final Map<String, String> OF_SITE = Map.of(
            "baseUrl", "base-url",
            "clientId", "client-id",
            "clientSecret", "client-secret",
            "scopes", "scopes",
            "cloud.site", "only-site");
    private static final Pattern SETTING =
            Pattern.compile("\\bsites\\.([^.\\s]+)\\.(" + String.join("|", OF_SITE.keySet()) + ")\\b");

    /** Of which site it is, is not said where a server cannot be reached. */
    private static final Pattern BARE = Pattern.compile("(?<![.\\w])baseUrl\\b");

    private final Set<String> sites;

    PropertyNames(Set<String> sites) {
        this.sites = Set.copyOf(sites);
    }

    /** Returns a message that names properties. What registrations of Spring Security set is left as it is. */
    String in(String message) {
        String whole = SETTING.matcher(message)
                .replaceAll(found -> Matcher.quoteReplacement(
                        sites.contains(found.group(1)) ? property(found.group(1), found.group(2)) : found.group()));
        return sites.size() == 1
                ? BARE.matcher(whole)
                        .replaceAll(Matcher.quoteReplacement(
                                property(sites.iterator().next(), "baseUrl")))
                : whole;
    }

    private static String property(String site, String setting) {
        return "tributary.sites." + site + "." + OF_SITE.get(setting);
    }
}
