package dev.tributary.simulator.control;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One request the simulator has answered. It holds credentials as they were sent: for tests and the control endpoint only.
 *
 * @param time when it arrived, by the simulated clock
 * @param method the method
 * @param path the raw path within the context path; the whole path of a request outside it
 * @param query the raw query, or an empty text
 * @param headers the headers, their names compared without case
 * @param body the body read as UTF-8, at most its first 64 KiB
 * @param status the status of the answer; 0 when the connection was dropped instead
 * @param user who was served, {@code anonymous} for nobody known
 */
public record RecordedRequest(
        Instant time,
        String method,
        String path,
        String query,
        Map<String, List<String>> headers,
        String body,
        int status,
        String user) {

    /** Says everything that is no secret. */
    @Override
    public String toString() {
        return method + " " + path + " -> " + status + " as " + user;
    }
}
