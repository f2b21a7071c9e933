package dev.tributary.gateway.proxy;

import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
        to.set("Cache-Control", cacheControl(from));
        to.set("Vary", vary(from));
        to.set("X-Content-Type-Options", "nosniff");
        to.set("Content-Security-Policy", "sandbox");
    }

    /** A shared cache in front of the gateway would otherwise serve alice's page to bob (RFC 9111, section 3.5). */
    private static String cacheControl(MultiMap from) {
        Set<String> directives = new LinkedHashSet<>(List.of("private"));
        directives.addAll(list(from, "cache-control"));
        directives.removeIf(directive -> directive.startsWith("s-maxage")
                || directive.startsWith("private=")
                || (SHARED_CACHING.contains(directive) && !directive.equals("private")));
        return String.join(", ", directives);
    }

    private static String vary(MultiMap from) {
        Set<String> names = new LinkedHashSet<>(List.of("authorization", "tributary-user", "tributary-connection"));
        names.addAll(list(from, "vary"));
        return names.contains("*") ? "*" : String.join(", ", names);
    }

    private static Set<String> list(MultiMap from, String name) {
        return from.getAll(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(item -> item.strip().toLowerCase(Locale.ROOT))
                .filter(item -> !item.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
