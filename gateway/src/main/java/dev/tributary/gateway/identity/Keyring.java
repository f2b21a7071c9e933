package dev.tributary.gateway.identity;

import com.nimbusds.jose.jwk.JWK;
import dev.tributary.gateway.config.IssuerConfig;
import dev.tributary.http.Body;
import dev.tributary.http.HttpAnswer;
import dev.tributary.http.HttpCall;
import dev.tributary.http.Transport;
import dev.tributary.model.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of one issuer: fetched when they are first needed, again every five minutes while they are, and at most once a
 * minute because a token names a key that is not among them. Keys that could not be fetched anew for an hour count no more.
 *
 * <p>Thread-safe and never blocking.
 */
final class Keyring {

    private static final Logger LOG = LoggerFactory.getLogger(Keyring.class);
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration BETWEEN_UNKNOWN = Duration.ofMinutes(1);
    private static final Duration REST = Duration.ofSeconds(10);
    private static final HttpCall.Limits LIMITS = new HttpCall.Limits(Duration.ofSeconds(4), 256 * 1024);
    private static final Map<String, String> ASKED_FOR =
            Map.of("Accept", "application/jwk-set+json, application/json", "User-Agent", "Tributary");

    private final IssuerConfig issuer;
    private final Transport transport;
    private final Clock clock;

    private volatile @Nullable KeySet set;
    private @Nullable CompletableFuture<KeySet> underWay;
    private Instant asked = Instant.MIN;
    private Instant askedForUnknown = Instant.MIN;

    Keyring(IssuerConfig issuer, Transport transport, Clock clock) {
        this.issuer = issuer;
        this.transport = transport;
        this.clock = clock;
    }

    /**
     * Returns the key of that name. Fails with {@link Rejected} where the issuer has none for that algorithm, and with
     * {@link Unavailable} where its keys are not known.
     */
    CompletableFuture<JWK> find(String algorithm, @Nullable String kid) {
        Optional<KeySet> now = known();
        Optional<JWK> key = now.flatMap(keys -> keys.find(algorithm, kid));
        if (key.isPresent()) {
            return CompletableFuture.completedFuture(key.get());
        }
        return fetched(now.isPresent())
                .thenApply(keys -> keys.find(algorithm, kid)
                        .orElseThrow(
                                () -> new Rejected("The issuer has no such key, or several, for this algorithm.")));
    }

    /** Says whether a key is still one of the issuer's. */
    boolean has(JWK key) {
        return known().filter(keys -> keys.keys().contains(key)).isPresent();
    }

    /** Fetches the keys ahead of the first token. */
    void begin() {
        refresh();
    }

    private Optional<KeySet> known() {
        KeySet keys = set;
        Duration age = keys == null ? KEPT : Duration.between(keys.at(), clock.instant());
        if (keys != null && age.compareTo(FRESH) > 0) {
            refresh();
        }
        return age.compareTo(KEPT) < 0 ? Optional.ofNullable(keys) : Optional.empty();
    }

    /** Fetches in the background, where the last time was not just now. */
    private synchronized void refresh() {
        if (underWay == null && isOver(asked, REST)) {
            CompletableFuture<?> unused = fetch();
        }
    }

    private synchronized CompletableFuture<KeySet> fetched(boolean forUnknown) {
        if (underWay != null) {
            return underWay;
        }
        if (!forUnknown) {
            return isOver(asked, REST) ? fetch() : CompletableFuture.failedFuture(away(null));
        }
        if (!isOver(askedForUnknown, BETWEEN_UNKNOWN)) {
            return CompletableFuture.failedFuture(new Rejected("The issuer has no such key."));
        }
        askedForUnknown = clock.instant();
        return fetch();
    }

    /** A clock that was set back must not keep anybody from asking. */
    private boolean isOver(Instant since, Duration rest) {
        Instant now = clock.instant();
        return since.isAfter(now)
                || since.equals(Instant.MIN)
                || !since.plus(rest).isAfter(now);
    }

    private CompletableFuture<KeySet> fetch() {
        asked = clock.instant();
        HttpCall call = new HttpCall("GET", issuer.keys().at(), ASKED_FOR, Body.EMPTY, LIMITS);
        CompletableFuture<KeySet> fetching = new CompletableFuture<>();
        underWay = fetching;
        CompletableFuture<?> unused = transport.send(call).thenApply(this::read).whenComplete((keys, failure) -> {
            arrived(keys);
            if (failure == null) {
                fetching.complete(keys);
            } else {
                fetching.completeExceptionally(away(failure));
            }
        });
        return fetching;
    }

    private synchronized void arrived(@Nullable KeySet keys) {
        underWay = null;
        set = keys == null ? set : keys;
    }

    private KeySet read(HttpAnswer answer) {
        if (answer.status() != 200) {
            throw new IllegalArgumentException("The answer has the status " + answer.status());
        }
        return KeySet.read(answer.body().text(), clock.instant());
    }

    private Unavailable away(@Nullable Throwable failure) {
        if (failure != null) {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            LOG.warn(
                    "The keys of the issuer {} cannot be fetched from {}: {}. Tokens are accepted with keys fetched within"
                            + " the last hour only.",
                    issuer.name().issuer(),
                    issuer.keys().at(),
                    cause.getMessage());
        }
        return new Unavailable("The keys of the token's issuer cannot be fetched.", REST, failure);
    }
}
