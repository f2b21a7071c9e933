package dev.tributary.confluence;

import dev.tributary.deployment.CaptchaDemand;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Kind;
import java.util.List;
import java.util.Optional;

/**
 * Reads the answers of Confluence Data Center, where a dead token does not necessarily give a 401: the request may go on as
 * anonymous, and only {@code X-AUSERNAME} tells. Immutable and thread-safe.
 *
 * <p>The rules, the first that fits winning:
 *
 * <ol>
 *   <li>{@code X-AUSERNAME} names another user: served as another, whatever the status.
 *   <li>429: rate limited. 502, 503, 504: down. A 500 is Confluence's own word about the call and goes to the caller.
 *   <li>401: token rejected; nothing was done. Of a connection by password, with a {@code X-Seraph-LoginReason} that says so:
 *       a CAPTCHA is due.
 *   <li>{@code X-AUSERNAME: anonymous}, or without that field a {@code X-Seraph-LoginReason} of a failed login: served
 *       anonymously. A write that was not refused by a 4xx status counts as done, so that it is never sent twice.
 *   <li>403 where the connection's scope is below the one that the call needs: the scope is missing.
 *   <li>Everything else: served. That includes an answer without {@code X-AUSERNAME}, which a proxy in front of Confluence
 *       may have removed: then who was served cannot be told from answers, only by asking for the current user.
 * </ol>
 */
public final class DataCenterAnswers implements AnswerReader {

    private static final String ANONYMOUS = "anonymous";

    @Override
    public Meaning read(Answer answer) {
        Optional<String> served = answer.header().apply("X-AUSERNAME").filter(name -> !name.isBlank());
        if (served.isPresent() && isAnother(served.get(), answer.connection())) {
            return new Meaning.ServedAsAnother(served.get(), mayHaveWritten(answer));
        }
        return switch (answer.status()) {
            case 429 -> new Meaning.RateLimited(RetryAfter.of(answer));
            case 502, 503, 504 -> new Meaning.Down(answer.status());
            case 401 -> isCaptchaDue(answer) ? new Meaning.CaptchaDue() : new Meaning.TokenRejected();
            default ->
                served.map(ANONYMOUS::equals).orElseGet(() -> loginFailed(answer))
                        ? new Meaning.ServedAnonymously(mayHaveWritten(answer))
                        : served(answer);
        };
    }

    private static Meaning served(Answer answer) {
        List<String> missing = answer.status() == 403
                ? DataCenterScopes.missing(answer.connection(), answer.method(), answer.target())
                : List.of();
        return missing.isEmpty() ? new Meaning.Served() : new Meaning.ScopeMissing(missing);
    }

    /** Whoever bears the name "anonymous" cannot be told from nobody, and is taken for nobody. */
    private static boolean isAnother(String served, Connection connection) {
        return !served.equals(ANONYMOUS)
                && !ServedName.isThatOf(connection.account().username(), served);
    }

    private static boolean isCaptchaDue(Answer answer) {
        return answer.connection().kind() == Kind.PASSWORD
                && CaptchaDemand.isOne(answer.status(), answer.header().apply("X-Seraph-LoginReason"));
    }

    private static boolean loginFailed(Answer answer) {
        String reason = answer.header().apply("X-Seraph-LoginReason").orElse("");
        return reason.contains("AUTHENTICATED_FAILED") || reason.contains("AUTHENTICATION_DENIED");
    }

    /** A 5xx status does not say how far the server came before it failed. */
    private static boolean mayHaveWritten(Answer answer) {
        boolean refused = answer.status() >= 400 && answer.status() < 500;
        return answer.isWrite() && !refused;
    }
}
