package dev.tributary.gateway.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which of a caller's header fields reach Confluence. An allow-list: what nobody thought of stays here. Pure functions. */
final class RequestHeaders {

    private static final FieldNames ALLOWED = FieldNames.of(
            "content-type",
            "content-encoding",
            "content-disposition",
            "range",
            "x-atlassian-token",
            "traceparent",
            "tracestate");

    private RequestHeaders() {}

    /** Copies what may pass. The caller's {@code Connection} options are applied here, before anything of ours is added. */
    static void copy(MultiMap from, MultiMap to, Set<String> alsoAllowed) {
        Set<String> hopByHop = options(from);
        for (Map.Entry<String, String> field : from) {
            String name = field.getKey();
            if (isAllowed(name) || !alsoAllowed.isEmpty()) {
                pass(name.toLowerCase(Locale.ROOT), field.getValue(), alsoAllowed, hopByHop, to);
            }
        }
    }

    private static void pass(String name, String value, Set<String> alsoAllowed, Set<String> hopByHop, MultiMap to) {
        boolean passes = isAllowed(name) || alsoAllowed.contains(name);
        if (passes && !hopByHop.contains(name) && name.indexOf('_') < 0) {
            to.add(name, value);
        }
    }

    /** Whatever is a list is rewritten on its way, which a whole text that nobody has compressed is needed for. */
    static void askForPlainText(MultiMap headers) {
        headers.set("Accept-Encoding", "identity").remove("Range").remove("If-Range");
    }

    private static boolean isAllowed(String name) {
        return ALLOWED.has(name) || FieldNames.begins(name, "if-") || FieldNames.begins(name, "accept");
    }

    /** Returns what the sender wants to end with this hop, in lower case; nothing, as a rule. */
    static Set<String> options(MultiMap headers) {
        String first = headers.get(HttpHeaders.CONNECTION);
        if (first == null) {
            return Set.of();
        }
        Set<String> options = new HashSet<>();
        Values.each(headers.getAll(HttpHeaders.CONNECTION), option -> options.add(option.toLowerCase(Locale.ROOT)));
        return options;
    }
}
