package dev.tributary.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWK;
import dev.tributary.gateway.audit.Audit;
import dev.tributary.gateway.config.AppConfig;
import dev.tributary.gateway.config.IssuerConfig;
import dev.tributary.http.Transport;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Knows users by the tokens of the issuers that applications name. A token that was verified is remembered by its hash until it
 * ends, or its key is no longer the issuer's. Thread-safe and never blocking; signatures are checked on other threads.
 */
final class Issuers {

    private static final long MOST_REMEMBERED = 10_000;
    private static final int LONGEST_IN_AUDIT = 200;

    private final Map<IssuerConfig.Name, Issuer> byName = new HashMap<>();
    private final Cache<ByteBuffer, Verified> verified =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();
    private final Audit audit;
    private final Clock clock;

    private record Issuer(AppConfig app, IssuerConfig config, Keyring keyring) {}

    private record Verified(Identity identity, Issuer issuer, JWK key, Instant end) {}

    /**
     * Takes the applications, and begins to fetch their issuers' keys.
     *
     * @param apps the applications
     * @param ways the way to each issuer's keys
     * @param audit what was done
     * @param clock the time
     */
    Issuers(Collection<AppConfig> apps, Function<IssuerConfig, Transport> ways, Audit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
        for (AppConfig app : apps) {
            IssuerConfig config = app.access().issuer();
            if (config != null) {
                byName.put(config.name(), new Issuer(app, config, new Keyring(config, ways.apply(config), clock)));
            }
        }
        byName.values().forEach(issuer -> issuer.keyring().begin());
    }

    boolean isEmpty() {
        return byName.isEmpty();
    }

    /**
     * Returns whose token this is. Fails with {@link Rejected} for one that does not count, and with {@link
     * dev.tributary.model.Unavailable} where its issuer's keys are not known; both are told to the operator.
     */
    CompletableFuture<Identity> identify(String token) {
        ByteBuffer hash = hash(token);
        Verified known = verified.getIfPresent(hash);
        if (known != null
                && clock.instant().isBefore(known.end())
                && known.issuer().keyring().has(known.key())) {
            return CompletableFuture.completedFuture(known.identity());
        }
        verified.invalidate(hash);
        return judged(token, hash);
    }

    private CompletableFuture<Identity> judged(String token, ByteBuffer hash) {
        JsonNode claims = null;
        try {
            Jwt jwt = Jwt.read(token);
            claims = jwt.claims();
            Issuer issuer = issuer(jwt);
            Instant end = Claims.end(claims, issuer.config(), clock.instant());
            String user = Claims.user(claims, issuer.app(), issuer.config());
            Identity identity = new Identity(
                    issuer.app(),
                    issuer.config().allowance(),
                    new Identity.Subject(issuer.config().name().issuer(), user));
            return issuer.keyring()
                    .find(jwt.algorithm(), jwt.kid())
                    .thenApplyAsync(
                            key -> verified(jwt, new Verified(identity, issuer, key, end)), ForkJoinPool.commonPool())
                    .whenComplete((result, failure) -> settled(hash, result, failure, jwt.claims()))
                    .thenApply(Verified::identity);
        } catch (Rejected rejected) {
            settled(hash, null, rejected, claims);
            return CompletableFuture.failedFuture(rejected);
        }
    }

    private static Verified verified(Jwt jwt, Verified as) {
        jwt.verify(KeySet.verifier(as.key()));
        return as;
    }

    private Issuer issuer(Jwt jwt) {
        Issuer issuer = Claims.name(jwt.claims())
                .flatMap(name -> Optional.ofNullable(byName.get(name)))
                .orElseThrow(
                        () -> new Rejected("No app has its issuer with its audience, or it has several audiences."));
        if (!issuer.config().algorithms().contains(jwt.algorithm())) {
            throw new Rejected("Its algorithm is none of the app's.");
        }
        return issuer;
    }

    private void settled(
            ByteBuffer hash, @Nullable Verified result, @Nullable Throwable failure, @Nullable JsonNode claims) {
        if (result != null) {
            verified.put(hash, result);
            Identity identity = result.identity();
            audit.event("user.identified")
                    .with("app", identity.app().id())
                    .with("issuer", result.issuer().config().name().issuer())
                    .with("user", identity.user().orElse(""))
                    .with("until", result.end())
                    .log();
            return;
        }
        Throwable why =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        audit.event("user.refused")
                .with("why", why == null ? "" : String.valueOf(why.getMessage()))
                .with("issuer", text(claims, "iss"))
                .with("audience", text(claims, "aud"))
                .lineOnly();
    }

    /** Nobody has vouched for this, and it may be long. */
    private static String text(@Nullable JsonNode claims, String name) {
        String text = claims == null ? "" : claims.path(name).asString("");
        return text.length() <= LONGEST_IN_AUDIT ? text : text.substring(0, LONGEST_IN_AUDIT) + "...";
    }

    private static ByteBuffer hash(String token) {
        try {
            byte[] octets = token.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
