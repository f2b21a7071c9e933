package dev.tributary.confluence;

import dev.tributary.http.Body;
import dev.tributary.http.Payload;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One request to Confluence. Its string form leaves query, headers and body out.
 *
 * @param method the HTTP method
 * @param target path and query below the site's base URL, such as {@code /rest/api/content?spaceKey=DEMO}; sent as it is
 * @param headers one value per name; those that carry credentials or frame the message are this library's own
 * @param body the body; {@link Body#EMPTY} for none
 */
public record ConfluenceRequest(String method, String target, Map<String, String> headers, Payload body) {

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+\\-.^_`|~0-9A-Za-z]+");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7E]*");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> OURS = Set.of(
            "authorization",
            "connection",
            "content-length",
            "cookie",
            "expect",
            "host",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "user-agent",
            "x-http-method-override");

    /** Checks every part. Throws {@link IllegalArgumentException} saying which is wrong; nothing is mended silently. */
    public ConfluenceRequest {
        headers = Map.copyOf(headers);
        target = Target.checked(target);
        if (!METHODS.contains(method)) {
            throw new IllegalArgumentException("The method must be one of " + METHODS + ".");
        }
        headers.forEach(ConfluenceRequest::check);
    }

    /** Returns a request that reads. */
    public static ConfluenceRequest get(String target) {
        return new ConfluenceRequest("GET", target, Map.of(), Body.EMPTY);
    }

    /** Returns a request with a JSON body. */
    public static ConfluenceRequest json(String method, String target, String json) {
        return new ConfluenceRequest(method, target, Map.of("Content-Type", "application/json"), Body.of(json));
    }

    /** Says whether repeating the request could change anything (RFC 9110 section 9.2.1). */
    boolean isWrite() {
        return !(method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS"));
    }

    private static void check(String name, String value) {
        if (!TOKEN.matcher(name).matches() || !VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("A header field has characters that no header field may have.");
        }
        if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("The header field " + name + " is set by this library alone.");
        }
    }

    @Override
    public String toString() {
        return method + " " + Target.pathOf(target);
    }
}
