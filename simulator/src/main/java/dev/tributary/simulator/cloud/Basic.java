package dev.tributary.simulator.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.simulator.http.Request;
import java.util.Base64;
import java.util.Optional;

/** Name and password of an {@code Authorization} header. */
record Basic(String name, String password) {

    /** Those of the request, if it has any that can be read. */
    static Optional<Basic> of(Request request) {
        return credentials(request, "Basic").map(Basic::decoded).flatMap(text -> {
            String[] pair = text.split(":", 2);
            return pair.length == 2 ? Optional.of(new Basic(pair[0], pair[1])) : Optional.empty();
        });
    }

    /** What follows that scheme in the header. */
    static Optional<String> credentials(Request request, String scheme) {
        return request.header("Authorization")
                .filter(field -> field.regionMatches(true, 0, scheme + " ", 0, scheme.length() + 1))
                .map(field -> field.substring(scheme.length() + 1).strip());
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}
