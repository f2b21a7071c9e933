package dev.tributary.gateway.identity;

import com.nimbusds.jose.jwk.JWK;
import dev.tributary.gateway.config.Allowance;
import dev.tributary.gateway.config.IssuerConfig;
import dev.tributary.gateway.config.SiteConfig.Network;
import dev.tributary.http.Transport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/**
 * Judges the ID tokens of one OpenID provider (OpenID Connect Core 1.0 section 3.1.3.7), as strictly as the tokens of users:
 * asymmetric signatures of its own keys only, and this client as the only audience.
 *
 * <p>Thread-safe and never blocking.
 */
public final class IdTokens {

    private static final Duration LEEWAY = Duration.ofSeconds(60);
    private static final Duration OLDEST = Duration.ofMinutes(10);
    private static final int LONGEST_SUBJECT = 255;

    private final IssuerConfig.Name name;
    private final Keyring keyring;
    private final Clock clock;

    /**
     * Takes whose tokens count, and begins to fetch the provider's keys.
     *
     * @param name the issuer, to the letter, and the client's id
     * @param jwks where the provider's keys are
     * @param way the way there
     * @param clock the time
     */
    public IdTokens(IssuerConfig.Name name, URI jwks, Transport way, Clock clock) {
        IssuerConfig config = new IssuerConfig(
                name,
                new IssuerConfig.Keys(jwks, Network.DIRECT),
                IssuerConfig.USUAL,
                "sub",
                LEEWAY,
                Allowance.of(Set.of(), true));
        this.name = name;
        this.keyring = new Keyring(config, way, clock);
        this.clock = clock;
        keyring.begin();
    }

    /**
     * Returns what a token says. Fails with {@link Rejected} for one that does not count, and with {@link
     * dev.tributary.model.Unavailable} where the provider's keys are not known.
     *
     * @param token the token
     * @param nonce what the client sent along when it asked for it
     */
    public CompletableFuture<JsonNode> verify(String token, String nonce) {
        try {
            Jwt jwt = Jwt.read(token);
            if (!IssuerConfig.USUAL.contains(jwt.algorithm())) {
                throw new Rejected("Its algorithm is not accepted.");
            }
            check(jwt.claims(), nonce);
            return keyring.find(jwt.algorithm(), jwt.kid()).thenApply(key -> verified(jwt, key));
        } catch (Rejected e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static JsonNode verified(Jwt jwt, JWK key) {
        jwt.verify(KeySet.verifier(key));
        return jwt.claims();
    }

    private void check(JsonNode claims, String nonce) {
        boolean forUs = Claims.name(claims).filter(name::equals).isPresent();
        JsonNode party = claims.path("azp");
        if (!forUs || !(party.isMissingNode() || party.asString("").equals(name.audience()))) {
            throw new Rejected("It is another issuer's, or meant for another client (iss, aud or azp).");
        }
        Instant now = clock.instant();
        boolean current = now.isBefore(instant(claims, "exp").plus(LEEWAY))
                && now.isBefore(instant(claims, "iat").plus(OLDEST))
                && now.isAfter(instant(claims, "iat").minus(LEEWAY));
        if (!current) {
            throw new Rejected("It has expired, or was issued at another time than now.");
        }
        String given = claims.path("nonce").asString("");
        if (!MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), nonce.getBytes(StandardCharsets.UTF_8))) {
            throw new Rejected("It answers another request (nonce).");
        }
        String subject = claims.path("sub").asString("");
        if (subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
            throw new Rejected("It names nobody (sub).");
        }
    }

    private static Instant instant(JsonNode claims, String name) {
        return Claims.instant(claims, name)
                .orElseThrow(() -> new Rejected("One of its times is missing (" + name + ")."));
    }
}
