package dev.tributary.gateway.identity;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an issuer as they were at one time. Only those that can check a signature count: public keys of RSA with at
 * least 2048 bits, and of the curves that ES256, ES384 and ES512 are for.
 *
 * @param keys the keys
 * @param at when they were fetched
 */
record KeySet(List<JWK> keys, Instant at) {

    private static final int SMALLEST_RSA = 2048;
    private static final Map<String, Curve> CURVES =
            Map.of("ES256", Curve.P_256, "ES384", Curve.P_384, "ES512", Curve.P_521);

    /** Keeps its own copy. */
    KeySet {
        keys = List.copyOf(keys);
    }

    /** Reads a JWK set (RFC 7517 section 5). Throws {@link IllegalArgumentException} with what is wrong. */
    static KeySet read(String text, Instant now) {
        try {
            List<JWK> keys = JWKSet.parse(text).getKeys().stream()
                    .filter(KeySet::canVerify)
                    .map(JWK::toPublicJWK)
                    .filter(Objects::nonNull)
                    .toList();
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("There is no key in it that can check a signature");
            }
            return new KeySet(keys, now);
        } catch (ParseException e) {
            throw new IllegalArgumentException("That is no JWK set", e);
        }
    }

    private static boolean canVerify(JWK key) {
        boolean meant = (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
                && (key.getKeyOperations() == null || key.getKeyOperations().contains(KeyOperation.VERIFY));
        boolean strong = key instanceof RSAKey ? key.size() >= SMALLEST_RSA : key instanceof ECKey;
        return meant && strong;
    }

    /**
     * Returns the key of that name for that algorithm; where no name is given, the only key for it. Nothing where there is
     * none or more than one: nobody guesses.
     */
    Optional<JWK> find(String algorithm, @Nullable String kid) {
        List<JWK> fit = keys.stream()
                .filter(key -> kid == null || kid.equals(key.getKeyID()))
                .filter(key -> isFor(key, algorithm))
                .toList();
        return fit.size() == 1 ? Optional.of(fit.get(0)) : Optional.empty();
    }

    private static boolean isFor(JWK key, String algorithm) {
        Algorithm only = key.getAlgorithm();
        boolean named = only == null || only.getName().equals(algorithm);
        boolean kind = key instanceof ECKey curve
                ? curve.getCurve().equals(CURVES.get(algorithm))
                : key instanceof RSAKey && !CURVES.containsKey(algorithm);
        return named && kind;
    }

    /** Returns what checks signatures with a key. Throws {@link Rejected} for one that cannot. */
    static JWSVerifier verifier(JWK key) {
        try {
            return key instanceof ECKey curve
                    ? new ECDSAVerifier(curve.toECPublicKey())
                    : new RSASSAVerifier(key.toRSAKey().toRSAPublicKey());
        } catch (JOSEException e) {
            throw new Rejected("The issuer's key cannot check a signature.");
        }
    }
}
