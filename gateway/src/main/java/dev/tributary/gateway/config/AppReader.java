package dev.tributary.gateway.config;

import dev.tributary.gateway.config.AppConfig.Paths;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Reads one entry under {@code apps}. */
final class AppReader {

    private static final int MOST_KEYS = 2;
    private static final Pattern RESERVED = Pattern.compile("(?:^|&)(?:connection_code|state|error)(?:=|&|$)");
    private static final Pattern PATH = Pattern.compile("(?:/[A-Za-z0-9._~-]+)+/?");

    private final Set<String> sites;
    private final Set<AppKey> seen = new HashSet<>();

    AppReader(Set<String> sites) {
        this.sites = sites;
    }

    AppConfig read(String id, Section app) {
        Set<String> used = new HashSet<>(app.some("sites", once(this::site)));
        AppConfig read = new AppConfig(
                id,
                keys(app),
                used,
                new HashSet<>(app.some("rights", Right::of)),
                new HashSet<>(app.all("returnUrls", once(AppReader::returnUrl))),
                scopes(app, used),
                app.optional("connectPage", Forms::safeUrl).orElse(null),
                paths(app));
        if (read.may(Right.CONNECT) && !app.has("returnUrls")) {
            app.fault(
                    "returnUrls", "This is missing, and the right 'connect' needs it. List where users come back to.");
        }
        app.end();
        return read;
    }

    private List<AppKey> keys(Section app) {
        List<AppKey> keys = app.keys("keys");
        if (keys.size() > MOST_KEYS) {
            app.fault(
                    "keys",
                    "An app has two keys at most, the second while the first is being replaced. Remove the others.");
        }
        for (AppKey key : keys) {
            if (!seen.add(key)) {
                app.fault(
                        "keys",
                        "One of these keys is there twice, here or at another app. Give each app keys of its own.");
            }
        }
        return keys;
    }

    private Map<String, List<String>> scopes(Section app, Set<String> used) {
        Map<String, List<String>> scopes = new HashMap<>();
        app.section("scopes").ifPresent(section -> {
            for (String site : used) {
                if (section.has(site)) {
                    scopes.put(site, section.some(site, Forms::text));
                }
            }
            section.end();
        });
        return scopes;
    }

    private static Paths paths(Section app) {
        boolean readOnly = app.optional("readOnly", Forms::flag).orElse(false);
        return new Paths(readOnly, app.all("unsafePaths", AppReader::path));
    }

    private String site(String text) {
        if (!sites.contains(text)) {
            throw new IllegalArgumentException("There is no site '" + text + "'." + Suggestion.among(sites, text));
        }
        return text;
    }

    private static String returnUrl(String text) {
        URI uri = Forms.safeUrl(text);
        String query = uri.getRawQuery();
        if (query != null && RESERVED.matcher(query).find()) {
            throw new IllegalArgumentException(
                    "The query must not have connection_code, state or error: the gateway adds those. Take them out.");
        }
        return text;
    }

    private static String path(String text) {
        if (!PATH.matcher(text).matches()) {
            throw new IllegalArgumentException("Write a path as Confluence has it, such as /rest/pat.");
        }
        return text;
    }

    private static UnaryOperator<String> once(UnaryOperator<String> form) {
        List<String> before = new ArrayList<>();
        return text -> {
            String value = form.apply(text);
            if (before.contains(value)) {
                throw new IllegalArgumentException("This is in the list already. Keep one of them.");
            }
            before.add(value);
            return value;
        };
    }
}
