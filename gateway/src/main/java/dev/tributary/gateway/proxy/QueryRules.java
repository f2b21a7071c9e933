package dev.tributary.gateway.proxy;

import dev.tributary.gateway.http.Refused;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Keeps a query from bringing a second way to authenticate, or another method, past the gateway. Pure functions.
 */
final class QueryRules {

    private static final Set<String> CREDENTIALS = Set.of("os_username", "os_password", "access_token", "jwt");
    private static final Set<String> METHODS = Set.of("_method", "x-http-method-override");

    private QueryRules() {}

    /** Returns the query to send on. Throws {@link Refused} for a parameter that must not be there. */
    static String judged(String query) {
        if (query.isEmpty()) {
            return query;
        }
        List<String> kept = new ArrayList<>();
        for (String parameter : query.split("&", -1)) {
            String name = name(parameter);
            if (CREDENTIALS.contains(name) || name.startsWith("oauth_")) {
                throw Refused.malformed("The query must not carry credentials; the gateway authenticates the call.");
            }
            if (METHODS.contains(name)) {
                throw Refused.malformed("The query must not override the method.");
            }
            // It chooses how Confluence authenticates, and may make it discard our token; some clients always send it.
            if (!name.equals("os_authtype")) {
                kept.add(parameter);
            }
        }
        return String.join("&", kept);
    }

    private static String name(String parameter) {
        int equals = parameter.indexOf('=');
        String raw = equals < 0 ? parameter : parameter.substring(0, equals);
        try {
            return URLDecoder.decode(raw, StandardCharsets.UTF_8).strip().toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notEncoded) {
            throw Refused.malformed("The query has a parameter name that is not percent-encoded as it should be.");
        }
    }
}
