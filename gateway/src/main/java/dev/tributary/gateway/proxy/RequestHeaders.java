package dev.tributary.gateway.proxy;

import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which of a caller's header fields reach Confluence. An allow-list: what nobody thought of stays here. Pure functions. */
final class RequestHeaders {

    private static final Set<String> ALLOWED = Set.of(
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
            String name = field.getKey().toLowerCase(Locale.ROOT);
            boolean passes = isAllowed(name) || alsoAllowed.contains(name);
            if (passes && !hopByHop.contains(name) && name.indexOf('_') < 0) {
                to.add(name, field.getValue());
            }
        }
    }

    /** Whatever is a list is rewritten on its way, which a whole text that nobody has compressed is needed for. */
    static void askForPlainText(MultiMap headers) {
        headers.set("Accept-Encoding", "identity").remove("Range").remove("If-Range");
    }

    private static boolean isAllowed(String name) {
        return ALLOWED.contains(name) || name.startsWith("if-") || name.startsWith("accept");
    }

    /** Returns what the sender wants to end with this hop, in lower case; nothing, as a rule. */
    static Set<String> options(MultiMap headers) {
        return headers.contains("connection")
                ? headers.getAll("connection").stream()
                        .flatMap(value -> Arrays.stream(value.split(",", -1)))
                        .map(option -> option.strip().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet())
                : Set.of();
    }
}
