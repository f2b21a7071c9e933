package dev.tributary.gateway.identity;

import dev.tributary.gateway.config.AppConfig;
import dev.tributary.gateway.config.IssuerConfig;
import dev.tributary.model.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Judges what a token says (RFC 7519 section 4.1). Pure functions. */
final class Claims {

    private static final Duration LONGEST_LIFE = Duration.ofHours(1);
    private static final double LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private Claims() {}

    /**
     * Returns for whom a token is meant: its issuer and its only audience. A token that several may receive could be shown
     * here by any of the others.
     */
    static Optional<IssuerConfig.Name> name(JsonNode claims) {
        JsonNode issuer = claims.path("iss");
        JsonNode audience = claims.path("aud");
        JsonNode only = audience.isArray() && audience.size() == 1 ? audience.get(0) : audience;
        return issuer.isString() && only.isString()
                ? Optional.of(new IssuerConfig.Name(issuer.asString(), only.asString()))
                : Optional.empty();
    }

    /** Returns when it ends. Throws {@link Rejected} for a token that is not valid now. */
    static Instant end(JsonNode claims, IssuerConfig issuer, Instant now) {
        Instant end = instant(claims, "exp").orElseThrow(() -> new Rejected("It has no end (exp)."));
        Instant latest = now.plus(issuer.leeway());
        if (!now.isBefore(end.plus(issuer.leeway()))) {
            throw new Rejected("It has expired.");
        }
        if (end.isAfter(latest.plus(LONGEST_LIFE))) {
            throw new Rejected("It lives longer than an hour.");
        }
        if (instant(claims, "nbf").filter(latest::isBefore).isPresent()
                || instant(claims, "iat").filter(latest::isBefore).isPresent()) {
            throw new Rejected("It is of the future (nbf or iat).");
        }
        return end.plus(issuer.leeway());
    }

    /** Returns the application's user. Throws {@link Rejected} where none can be one. */
    static String user(JsonNode claims, AppConfig app, IssuerConfig issuer) {
        JsonNode user = claims.path(issuer.userClaim());
        if (!user.isString()) {
            throw new Rejected("It names no user (" + issuer.userClaim() + ").");
        }
        try {
            return new Owner(app.id(), user.asString()).user();
        } catch (IllegalArgumentException e) {
            throw new Rejected("Its user cannot be one (" + issuer.userClaim() + ").");
        }
    }

    static Optional<Instant> instant(JsonNode claims, String name) {
        JsonNode claim = claims.path(name);
        if (claim.isMissingNode()) {
            return Optional.empty();
        }
        double seconds = claim.isNumber() ? claim.asDouble() : Double.NaN;
        if (!(seconds >= 0 && seconds <= LAST_SECOND)) {
            throw new Rejected("One of its times is none (" + name + ").");
        }
        return Optional.of(Instant.ofEpochSecond((long) seconds));
    }
}
