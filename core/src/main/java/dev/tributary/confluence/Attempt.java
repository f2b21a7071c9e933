package dev.tributary.confluence;

import dev.tributary.http.HttpAnswer;
import dev.tributary.model.CallRefused;
import dev.tributary.model.Connection;
import dev.tributary.model.RateLimited;
import dev.tributary.model.ScopeMissing;
import dev.tributary.model.ServedAsAnother;
import dev.tributary.model.Unavailable;
import dev.tributary.token.AccessToken;
import java.time.Duration;

/**
 * A request that was answered, and what the answer means.
 *
 * @param token what was sent
 * @param request what was asked
 * @param answer what came
 * @param meaning what it means
 */
record Attempt(AccessToken token, ConfluenceRequest request, HttpAnswer answer, Meaning meaning) {

    private static final Duration LATER = Duration.ofSeconds(10);

    /** Says whether the server refused, so that the request may be sent once more with another token. */
    boolean mayBeReplayed() {
        return meaning instanceof Meaning.TokenRejected
                || (meaning instanceof Meaning.ServedAnonymously nobody && !nobody.done());
    }

    /** Returns the answer if the right user was served, and throws what it means otherwise. */
    Served settled() {
        Connection connection = token.connection();
        if (meaning instanceof Meaning.Served) {
            return new Served(connection, request, answer);
        }
        if (meaning instanceof Meaning.RateLimited limited) {
            throw new RateLimited(connection.site(), limited.retryAfter(), limited.reason());
        }
        if (meaning instanceof Meaning.Down down) {
            throw down(connection, down.status());
        }
        if (meaning instanceof Meaning.ServedAnonymously nobody) {
            throw new ServedAsAnother(connection, "anonymous", nobody.done());
        }
        if (meaning instanceof Meaning.ServedAsAnother another) {
            throw new ServedAsAnother(connection, another.username(), another.done());
        }
        if (meaning instanceof Meaning.ScopeMissing lacking) {
            throw new ScopeMissing(connection, lacking.scopes());
        }
        throw new CallRefused(
                request.toString(),
                answer.status(),
                "Confluence rejects even a new token. Its user may be deactivated there, or a proxy removes the"
                        + " Authorization header.");
    }

    private Unavailable down(Connection connection, int status) {
        return new Unavailable(
                "Site '%s' answered %s with status %d: Confluence, or a proxy in front of it, is down.%s"
                        .formatted(connection.site(), request, status, Doubt.about(request)),
                LATER,
                null);
    }
}
