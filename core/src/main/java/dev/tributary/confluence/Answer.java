package dev.tributary.confluence;

import dev.tributary.model.Connection;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * An answer of Confluence as far as its meaning depends on it: status and headers, and the connection whose token was sent.
 *
 * @param connection the connection, with the account that must be served and the access token's end
 * @param method the request's method
 * @param target path and query below the connection's origin
 * @param status the status
 * @param header looks a header field up, without regard to case, and gives all of its values, {@linkplain
 *     dev.tributary.http.HttpAnswer#joined(java.util.List) joined} by commas: who was served is not what comes first
 * @param receivedAt when it came
 * @param body its text, where its reader {@linkplain AnswerReader#wantsBody wants} that; empty otherwise
 */
public record Answer(
        Connection connection,
        String method,
        String target,
        int status,
        Function<String, Optional<String>> header,
        Instant receivedAt,
        String body) {

    /** Says whether repeating the request could change anything (RFC 9110 section 9.2.1). */
    public boolean isWrite() {
        return !(method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS"));
    }
}
