package dev.tributary.gateway.doctor;

import dev.tributary.Tributary;
import dev.tributary.deployment.Site;
import dev.tributary.http.Body;
import dev.tributary.http.HttpCall;
import dev.tributary.http.Transport;
import dev.tributary.http.TransportException;
import dev.tributary.model.Secret;
import dev.tributary.model.Unavailable;
import dev.tributary.token.TokenEndpoint;
import dev.tributary.token.TokenOutcome;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks, and judges nothing. Blocking, for 20 s at most. */
final class Asking {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final HttpCall.Limits LIMITS = new HttpCall.Limits(PATIENCE, 256 * 1024);
    private static final Map<String, String> JSON = Map.of("Accept", "application/json");

    /** Neither is anybody's: a code that no server has issued, and a verifier of the right form. */
    private static final String CODE = "no-server-has-ever-issued-this-code";

    private static final String VERIFIER = "a-verifier-of-the-right-form-for-no-challenge-at-all";

    private final Transport transport;

    Asking(Transport transport) {
        this.transport = transport;
    }

    /** Gets an address with no credential at all. */
    Heard get(URI uri) {
        return heard(new HttpCall("GET", uri, JSON, Body.EMPTY, LIMITS));
    }

    /** Posts JSON to an address with no credential at all. */
    Heard post(URI uri, String json) {
        Map<String, String> headers = Map.of("Accept", "application/json", "Content-Type", "application/json");
        return heard(new HttpCall("POST", uri, headers, Body.of(json), LIMITS));
    }

    private Heard heard(HttpCall call) {
        URI uri = call.uri();
        try {
            return new Heard.Answered(uri, within(transport.send(call)));
        } catch (TransportException e) {
            return new Heard.Nothing(uri, e);
        } catch (TimeoutException e) {
            String what = uri.getHost() + " gave no answer within " + LONGEST.toSeconds()
                    + " s. See whether others reach it.";
            return new Heard.Nothing(uri, new TransportException(TransportException.Kind.TIMEOUT, what, false, e));
        }
    }

    /** Goes where the gateway would send a browser, and no further. */
    Heard authorize(Site site) {
        try (Tributary tributary =
                Tributary.builder().site(site).transport(transport).build()) {
            return get(tributary.authorize("doctor", site.id()).begin().uri());
        }
    }

    /** Hands the token endpoint a code that no server has issued: how it is refused tells whether the client is known. */
    TokenOutcome spendNoCode(Site site) {
        try {
            return within(new TokenEndpoint(transport)
                    .exchange(
                            site,
                            Secret.of(CODE),
                            Secret.of(VERIFIER),
                            site.registration().redirectUri()));
        } catch (TimeoutException e) {
            String what = "The token endpoint gave no answer within " + LONGEST.toSeconds()
                    + " s. See whether others reach it.";
            return new TokenOutcome.Failed(new Unavailable(what, PATIENCE, e), false);
        }
    }

    private static <T> T within(CompletableFuture<T> answer) throws TimeoutException {
        try {
            return answer.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TransportException broken) {
                throw broken;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
