package dev.tributary.http;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request. Its string form names method and origin only, because the rest may hold secrets.
 *
 * @param method the HTTP method
 * @param uri where to
 * @param headers one value per name
 * @param body the body; empty for none
 * @param limits how long to wait, and how much to read
 */
public record HttpCall(String method, URI uri, Map<String, String> headers, Payload body, Limits limits) {

    /** Keeps its own copy of the headers. */
    public HttpCall {
        headers = Map.copyOf(headers);
    }

    /**
     * The bounds of an exchange.
     *
     * @param timeout from sending to the last byte of the answer, or between bytes where the answer is {@linkplain Transport#open
     *     read as it comes}; absent for what the {@link Network} says
     * @param maxBytes the largest body accepted, where it is read whole
     */
    public record Limits(@Nullable Duration timeout, int maxBytes) {

        /** For the calls of the flow and the engine: as long as the network says, 256 KiB. */
        public static final Limits PROTOCOL = new Limits(null, 256 * 1024);

        /** For renewals, whose answer is worth waiting for: 75 s, 256 KiB. */
        public static final Limits RENEWAL = new Limits(Duration.ofSeconds(75), 256 * 1024);

        /** For Confluence's REST answers: 60 s, 16 MiB. */
        public static final Limits REST = new Limits(Duration.ofSeconds(60), 16 * 1024 * 1024);

        /** For files, which are read as they come: 60 s between bytes; 256 KiB where an answer is read whole after all. */
        public static final Limits STREAM = new Limits(Duration.ofSeconds(60), 256 * 1024);
    }

    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getAuthority();
    }
}
