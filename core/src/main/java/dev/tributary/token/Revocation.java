package dev.tributary.token;

import dev.tributary.deployment.Site;
import dev.tributary.http.HttpAnswer;
import dev.tributary.http.HttpCall;
import dev.tributary.model.Secret;
import dev.tributary.model.TokenPair;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Revokes token pairs at a site (RFC 7009). Thread-safe and never blocking. */
public final class Revocation implements Disposal {

    /** What became of it. */
    public enum Outcome {
        /** The server confirmed it. */
        REVOKED,
        /** The server has no such endpoint. */
        NOT_SUPPORTED,
        /** The server did not answer, or refused. */
        FAILED
    }

    private final ClientCalls calls;

    Revocation(ClientCalls calls) {
        this.calls = calls;
    }

    /** Revokes the refresh token first, so that nothing can be renewed meanwhile, then the access token. Never fails. */
    @Override
    public CompletableFuture<Outcome> revoke(Site site, TokenPair pair) {
        URI endpoint = site.deployment().endpoints().revoke();
        if (endpoint == null) {
            return CompletableFuture.completedFuture(Outcome.NOT_SUPPORTED);
        }
        Secret refresh = pair.refreshToken();
        CompletableFuture<Outcome> first = refresh == null
                ? CompletableFuture.completedFuture(Outcome.REVOKED)
                : send(site, endpoint, Map.of("token", refresh.reveal(), "token_type_hint", "refresh_token"));
        Map<String, String> access = Map.of("token", pair.accessToken().reveal(), "token_type_hint", "access_token");
        return first.thenCompose(outcome -> outcome == Outcome.NOT_SUPPORTED
                ? CompletableFuture.completedFuture(outcome)
                : send(site, endpoint, access).thenApply(then -> outcome == Outcome.FAILED ? outcome : then));
    }

    private CompletableFuture<Outcome> send(Site site, URI endpoint, Map<String, String> form) {
        return calls.post(endpoint, site, form, HttpCall.Limits.PROTOCOL)
                .thenApply(Revocation::outcome)
                .exceptionally(failure -> Outcome.FAILED);
    }

    private static Outcome outcome(HttpAnswer answer) {
        return switch (answer.status()) {
            case 200 -> Outcome.REVOKED;
            case 404, 405, 501 -> Outcome.NOT_SUPPORTED;
            default -> Outcome.FAILED;
        };
    }
}
