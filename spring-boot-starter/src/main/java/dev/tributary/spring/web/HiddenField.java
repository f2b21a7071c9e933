package dev.tributary.spring.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a form of this application sends along, so that the application takes it for its own. */
@FunctionalInterface
public interface HiddenField {

    /** Sends nothing: where no filter looks for it, requests from elsewhere are known by where they say they are from. */
    HiddenField NONE = request -> Map.of();

    /** Returns the names and values of such fields; none where nobody looks for them. */
    Map<String, String> of(HttpServletRequest request);

    /**
     * Says whether a request has sent all such fields with the very values that a form of its session has; false where there are none.
     * Override it where the same field may have several values.
     */
    default boolean isIn(HttpServletRequest request) {
        Map<String, String> expected = of(request);
        return !expected.isEmpty()
                && expected.entrySet().stream()
                        .allMatch(field -> isSame(request.getParameter(field.getKey()), field.getValue()));
    }

    /** Says whether that was sent which was expected, in a time that does not tell how much of it is right. */
    static boolean isSame(@Nullable String sent, String expected) {
        return sent != null
                && MessageDigest.isEqual(
                        sent.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }
}
