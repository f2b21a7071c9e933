package dev.tributary.gateway.config;

import dev.tributary.gateway.config.SiteConfig.Network;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Who issues the tokens of an application's users (JSON Web Tokens, RFC 7519), and which of them count.
 *
 * @param name the issuer and the audience, which together name one application only
 * @param keys where the issuer's keys are, and the way there
 * @param algorithms the algorithms of signatures that are accepted, by their names of RFC 7518; all asymmetric
 * @param userClaim the claim that has the user's id
 * @param leeway how far the issuer's clock may be off
 * @param allowance what may be done with its tokens
 */
public record IssuerConfig(
        Name name, Keys keys, Set<String> algorithms, String userClaim, Duration leeway, Allowance allowance) {

    /** What may be asked for: whoever can check a signature of these cannot make one. */
    static final List<String> ALGORITHMS =
            List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    /** Accepted where a configuration names none. */
    public static final Set<String> USUAL = Set.of("RS256", "PS256", "ES256");

    /** Keeps its own copy. */
    public IssuerConfig {
        algorithms = Set.copyOf(algorithms);
    }

    /**
     * What a token must say to be one of the application's.
     *
     * @param issuer the claim {@code iss}, to the letter
     * @param audience the only value of the claim {@code aud}
     */
    public record Name(String issuer, String audience) {}

    /**
     * Where an issuer's keys are.
     *
     * @param at the address of its JWK set (RFC 7517 section 5)
     * @param network the way there
     */
    public record Keys(URI at, Network network) {}
}
