package dev.tributary.gateway.proxy;

import io.vertx.core.MultiMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which of Confluence's header fields reach the caller, and what the gateway adds. Pure functions. */
final class ResponseHeaders {

    private static final Set<String> DROPPED = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authentication-info",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "set-cookie",
            "set-cookie2",
            "www-authenticate",
            "strict-transport-security",
            "alt-svc",
            "clear-site-data",
            "service-worker-allowed",
            "refresh",
            "location",
            "cache-control",
            "vary",
            "x-content-type-options",
            "content-security-policy",
            "content-security-policy-report-only",
            "tributary-connection");
    private static final String OURS = "authorization, tributary-user, tributary-connection";
    private static final Set<String> SHARED_CACHING =
            Set.of("public", "private", "proxy-revalidate", "must-understand");

    private ResponseHeaders() {}

    /** Copies what may pass, and adds what keeps one user's answer from another and a page of Confluence from our origin. */
    static void copy(MultiMap from, MultiMap to) {
        Set<String> hopByHop = RequestHeaders.options(from);
        for (Map.Entry<String, String> field : from) {
            String name = field.getKey().toLowerCase(Locale.ROOT);
            boolean dropped = DROPPED.contains(name) || name.startsWith("access-control-");
            if (!dropped && !hopByHop.contains(name)) {
                to.add(field.getKey(), field.getValue());
            }
        }
        // None of these was copied.
        to.add("Cache-Control", cacheControl(from));
        to.add("Vary", vary(from));
        to.add("X-Content-Type-Options", "nosniff");
        to.add("Content-Security-Policy", "sandbox");
    }

    /** A shared cache in front of the gateway would otherwise serve alice's page to bob (RFC 9111, section 3.5). */
    private static String cacheControl(MultiMap from) {
        Set<String> directives = list("private", from, "cache-control");
        directives.removeIf(directive -> directive.startsWith("s-maxage")
                || directive.startsWith("private=")
                || (SHARED_CACHING.contains(directive) && !directive.equals("private")));
        return String.join(", ", directives);
    }

    private static String vary(MultiMap from) {
        if (!from.contains("vary")) {
            return OURS;
        }
        Set<String> names = list(OURS, from, "vary");
        return names.contains("*") ? "*" : String.join(", ", names);
    }

    private static Set<String> list(String ours, MultiMap from, String name) {
        Set<String> all = new LinkedHashSet<>();
        addAll(ours, all);
        from.getAll(name).forEach(value -> addAll(value, all));
        return all;
    }

    private static void addAll(String list, Set<String> to) {
        for (String item : list.split(",", -1)) {
            String name = item.strip().toLowerCase(Locale.ROOT);
            if (!name.isEmpty()) {
                to.add(name);
            }
        }
    }
}
