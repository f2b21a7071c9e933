package dev.tributary.gateway.api;

import dev.tributary.gateway.http.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why no token is handed out, in the words of RFC 6749 section 5.2 and RFC 8693 section 2.2.2; where the store or Confluence is
 * away, or an operator has to act, in those of RFC 6749 section 4.1.2.1, which has words for that. Carries no stack trace: it
 * is no fault of ours.
 */
final class OAuthError extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int SLOW_DOWN = 429;

    private final int status;
    private final String error;
    private final @Nullable String retryAfter;

    OAuthError(String error, String description) {
        this(400, error, description);
    }

    OAuthError(int status, String error, String description) {
        this(status, error, description, null);
    }

    private OAuthError(int status, String error, String description, @Nullable String retryAfter) {
        super(description, null, false, false);
        this.status = status;
        this.error = error;
        this.retryAfter = retryAfter;
    }

    /** Says what elsewhere is said by a problem document. */
    static OAuthError of(Problem problem) {
        Object retryAfter = problem.more().get("retryAfter");
        boolean later = problem.status() == SLOW_DOWN || problem.slug().equals("unavailable");
        return switch (problem.status()) {
            case 429, 503 ->
                new OAuthError(
                        problem.status(),
                        later ? "temporarily_unavailable" : "server_error",
                        problem.detail(),
                        retryAfter == null ? null : retryAfter.toString());
            case 500, 502 -> new OAuthError(problem.status(), "server_error", problem.detail());
            default -> new OAuthError("invalid_request", problem.detail());
        };
    }

    int status() {
        return status;
    }

    String error() {
        return error;
    }

    Optional<String> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
