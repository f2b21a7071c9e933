package dev.tributary.confluence;

import dev.tributary.deployment.ScopeRefusal;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answers of Confluence Cloud. Immutable and thread-safe.
 *
 * <p>The rules, the first that fits winning:
 *
 * <ol>
 *   <li>429: rate limited. 502, 503, 504: down.
 *   <li>401 that speaks of a scope: the scope is missing, which no renewal mends. Any other 401: token rejected.
 *   <li>403 or 404 once the access token's stored end has passed: token rejected, as both are given for expired ones.
 *   <li>{@code X-AUSERNAME: anonymous}, also beside other names: served anonymously.
 *   <li>Everything else: served, 410 of the old content API included.
 * </ol>
 */
public final class CloudAnswers implements AnswerReader {

    private static final String ANONYMOUS = "anonymous";

    /** What it says goes into messages. */
    private static final Pattern REASON = Pattern.compile("[A-Za-z0-9-]{1,64}");

    @Override
    public boolean wantsBody(int status) {
        return status == 401;
    }

    @Override
    public Meaning read(Answer answer) {
        return switch (answer.status()) {
            case 429 -> new Meaning.RateLimited(RetryAfter.of(answer), reason(answer));
            case 502, 503, 504 -> new Meaning.Down(answer.status());
            case 401 ->
                ScopeRefusal.isOne(answer.status(), answer.body())
                        ? new Meaning.ScopeMissing(
                                CloudScopes.missing(answer.connection(), answer.method(), answer.target()))
                        : new Meaning.TokenRejected();
            case 403, 404 -> isPastItsEnd(answer) ? new Meaning.TokenRejected() : served(answer);
            default -> served(answer);
        };
    }

    private static @Nullable String reason(Answer answer) {
        return answer.header()
                .apply("RateLimit-Reason")
                .filter(reason -> REASON.matcher(reason).matches())
                .orElse(null);
    }

    private static boolean isPastItsEnd(Answer answer) {
        Instant end = answer.connection().dates().expiresAt();
        return end != null && !answer.receivedAt().isBefore(end);
    }

    private static boolean isNobodys(String names) {
        return names.equals(ANONYMOUS) || List.of(names.split(", ", -1)).contains(ANONYMOUS);
    }

    private static Meaning served(Answer answer) {
        boolean anonymous = answer.header()
                .apply("X-AUSERNAME")
                .filter(CloudAnswers::isNobodys)
                .isPresent();
        boolean refused = answer.status() >= 400 && answer.status() < 500;
        return anonymous ? new Meaning.ServedAnonymously(answer.isWrite() && !refused) : new Meaning.Served();
    }
}
