package dev.tributary.token;

import dev.tributary.deployment.Site;
import dev.tributary.http.HttpAnswer;
import dev.tributary.http.HttpCall;
import dev.tributary.http.Transport;
import dev.tributary.model.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends what the client asks in its own name. Where a registration has two secrets and the server refuses the client, which spends
 * nothing, the same is asked once more with the other secret, and whichever works goes first for a while. Thread-safe and never
 * blocking.
 */
final class ClientCalls {

    /** A later second request could still be on its way when other nodes take the first for lost. */
    private static final Duration PROMPT = Duration.ofSeconds(5);

    private static final Duration A_WHILE = Duration.ofMinutes(10);

    private final Transport transport;
    private final Map<String, Long> otherUntil = new ConcurrentHashMap<>();

    ClientCalls(Transport transport) {
        this.transport = transport;
    }

    /** Posts the fields with client id and secret, as {@link Transport#send} does. */
    CompletableFuture<HttpAnswer> post(URI endpoint, Site site, Map<String, String> fields, HttpCall.Limits limits) {
        Secret usual = site.registration().clientSecret();
        Secret other = site.registration().otherSecret();
        if (other == null) {
            return transport.send(ClientRequest.post(endpoint, site, usual, fields, limits));
        }
        boolean otherFirst = isOtherFirst(site);
        long begun = System.nanoTime();
        return transport
                .send(ClientRequest.post(endpoint, site, otherFirst ? other : usual, fields, limits))
                .thenCompose(answer -> {
                    if (!TokenAnswer.refusesClient(site, answer)) {
                        return CompletableFuture.completedFuture(answer);
                    }
                    prefer(site, !otherFirst);
                    Duration taken = Duration.ofNanos(System.nanoTime() - begun);
                    return taken.compareTo(PROMPT) > 0
                            ? CompletableFuture.completedFuture(answer)
                            : again(endpoint, site, otherFirst ? usual : other, fields, less(limits, taken));
                });
    }

    private CompletableFuture<HttpAnswer> again(
            URI endpoint, Site site, Secret secret, Map<String, String> fields, HttpCall.Limits limits) {
        return transport
                .send(ClientRequest.post(endpoint, site, secret, fields, limits))
                .thenApply(answer -> {
                    if (TokenAnswer.refusesClient(site, answer)) {
                        prefer(site, false);
                    }
                    return answer;
                });
    }

    /** Both together take no longer than one may. */
    private static HttpCall.Limits less(HttpCall.Limits limits, Duration taken) {
        Duration timeout = limits.timeout();
        return timeout == null ? limits : new HttpCall.Limits(timeout.minus(taken), limits.maxBytes());
    }

    private boolean isOtherFirst(Site site) {
        Long until = otherUntil.get(site.id());
        return until != null && until - System.nanoTime() > 0;
    }

    private void prefer(Site site, boolean other) {
        if (other) {
            otherUntil.put(site.id(), System.nanoTime() + A_WHILE.toNanos());
        } else {
            otherUntil.remove(site.id());
        }
    }
}
