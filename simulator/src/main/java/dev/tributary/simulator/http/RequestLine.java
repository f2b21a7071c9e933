package dev.tributary.simulator.http;

import java.time.Instant;

/**
 * What was asked for.
 *
 * @param method the method, as sent
 * @param path the raw path within the context path, starting with a slash
 * @param rawQuery the raw query without its question mark; empty when there is none
 * @param receivedAt when it arrived, by the simulated clock
 */
public record RequestLine(String method, String path, String rawQuery, Instant receivedAt) {

    /** Checks the path. */
    public RequestLine {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("A path starts with a slash: " + path);
        }
    }
}
