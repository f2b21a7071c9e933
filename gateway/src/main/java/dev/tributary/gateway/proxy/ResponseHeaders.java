package dev.tributary.gateway.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which of Confluence's header fields reach the caller, and what the gateway adds. Pure functions. */
final class ResponseHeaders {

    private static final FieldNames DROPPED = FieldNames.of(
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
            "x-sendfile",
            "nel",
            "report-to",
            "reporting-endpoints",
            "authentication-info",
            "speculation-rules",
            "use-as-dictionary",
            "tributary-connection");
    private static final CharSequence CACHE_CONTROL = HttpHeaders.createOptimized("Cache-Control");
    private static final CharSequence VARY = HttpHeaders.createOptimized("Vary");
    private static final CharSequence CONTENT_TYPE_OPTIONS = HttpHeaders.createOptimized("X-Content-Type-Options");
    private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence SECURITY_POLICY = HttpHeaders.createOptimized("Content-Security-Policy");
    private static final CharSequence SANDBOX = HttpHeaders.createOptimized("sandbox");
    private static final String OURS = "authorization, tributary-user, tributary-connection";
    private static final FieldNames SHARED_CACHING =
            FieldNames.of("public", "private", "proxy-revalidate", "must-understand", "s-maxage");

    private ResponseHeaders() {}

    /** Copies what may pass, and adds what keeps one user's answer from another and a page of Confluence from our origin. */
    static void copy(MultiMap from, MultiMap to) {
        Set<String> hopByHop = RequestHeaders.options(from);
        for (Map.Entry<String, String> field : from) {
            String name = field.getKey();
            if (!isDropped(name) && (hopByHop.isEmpty() || !hopByHop.contains(name.toLowerCase(Locale.ROOT)))) {
                to.add(name, field.getValue());
            }
        }
        // None of these was copied.
        to.add(CACHE_CONTROL, cacheControl(from));
        to.add(VARY, vary(from));
        to.add(CONTENT_TYPE_OPTIONS, NOSNIFF);
        to.add(SECURITY_POLICY, SANDBOX);
    }

    private static boolean isDropped(String name) {
        return DROPPED.has(name)
                || FieldNames.begins(name, "access-control-")
                || FieldNames.begins(name, "surrogate-")
                || FieldNames.begins(name, "x-accel-")
                || FieldNames.ends(name, "-cache-control");
    }

    /** A shared cache in front of the gateway would otherwise serve alice's page to bob (RFC 9111, section 3.5). */
    private static String cacheControl(MultiMap from) {
        StringBuilder directives = new StringBuilder("private");
        Values.each(from.getAll(CACHE_CONTROL), directive -> {
            if (!SHARED_CACHING.has(name(directive))) {
                directives.append(", ").append(directive);
            }
        });
        return directives.toString();
    }

    /** Whatever a directive says behind its name, a cache may understand it without. */
    private static String name(String directive) {
        int end = directive.indexOf('=');
        return end < 0 ? directive : directive.substring(0, end).strip();
    }

    private static String vary(MultiMap from) {
        if (!from.contains(VARY)) {
            return OURS;
        }
        StringBuilder names = new StringBuilder(OURS);
        Values.each(from.getAll(VARY), name -> names.append(", ").append(name.toLowerCase(Locale.ROOT)));
        return names.indexOf("*") >= 0 ? "*" : names.toString();
    }
}
