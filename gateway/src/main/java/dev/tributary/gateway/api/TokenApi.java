package dev.tributary.gateway.api;

import dev.tributary.gateway.audit.Audit;
import dev.tributary.gateway.config.Right;
import dev.tributary.gateway.http.Answer;
import dev.tributary.gateway.http.Endpoint;
import dev.tributary.gateway.http.Incoming;
import dev.tributary.gateway.http.Problem;
import dev.tributary.gateway.http.Problems;
import dev.tributary.gateway.http.Refused;
import dev.tributary.gateway.identity.Apps;
import dev.tributary.gateway.identity.Identity;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;

/**
 * The token endpoint (RFC 8693). It answers in the words of RFC 6749 section 5.2, as its callers expect. Every token that it hands
 * out is in the audit; so is what it refuses, as often as the audit's table can bear.
 */
final class TokenApi {

    private static final int UNAUTHENTICATED = 401;

    private final Apps apps;
    private final TokenExchange exchange;
    private final Audit audit;

    TokenApi(Apps apps, TokenExchange exchange, Audit audit) {
        this.apps = apps;
        this.exchange = exchange;
        this.audit = audit;
    }

    Future<Endpoint> open(HttpServerRequest head) {
        return apps.identify(head)
                .<Endpoint>map(asking ->
                        request -> ApiOperations.acting(asking, request).during(() -> answer(asking, request)))
                .recover(refused -> Future.succeededFuture(request -> unidentified(Problems.of(refused))));
    }

    private static Answer unidentified(Problem problem) {
        return problem.status() == UNAUTHENTICATED
                ? error(new OAuthError(UNAUTHENTICATED, "invalid_client", Refused.WHAT_TO_SHOW))
                        .with("WWW-Authenticate", "Bearer")
                : error(OAuthError.of(problem));
    }

    private Answer answer(Identity asking, Incoming request) {
        try {
            if (!asking.may(Right.EXPORT)) {
                throw new OAuthError("unauthorized_client", "The right 'export' is missing.");
            }
            return exchange.exchange(asking, TokenRequest.read(request));
        } catch (OAuthError refused) {
            return told(asking, refused);
        } catch (RuntimeException failed) {
            return told(asking, OAuthError.of(Problems.of(failed)));
        }
    }

    private Answer told(Identity asking, OAuthError refused) {
        audit.event("token.refused")
                .with("app", asking.app().id())
                .with("by", TokenExchange.by(asking))
                .with("error", refused.error())
                .with("why", String.valueOf(refused.getMessage()))
                .logSeldom("app", "by", "error");
        return error(refused);
    }

    private static Answer error(OAuthError refused) {
        Answer answer = Answer.json(
                refused.status(),
                Map.of("error", refused.error(), "error_description", String.valueOf(refused.getMessage())));
        return refused.retryAfter()
                .map(when -> answer.with("Retry-After", when))
                .orElse(answer);
    }
}
