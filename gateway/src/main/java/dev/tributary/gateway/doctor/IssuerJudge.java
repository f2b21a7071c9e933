package dev.tributary.gateway.doctor;

import dev.tributary.gateway.config.IssuerConfig;
import dev.tributary.http.HttpAnswer;
import dev.tributary.model.Misconfigured;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Judges whether the keys of an issuer are there, and whether one is for an algorithm that is accepted. */
final class IssuerJudge {

    private static final String WHY = "No user of the app can show a token, and the app's calls with one are refused.";

    /** How long the modulus of 2048 bits is in base64url. */
    private static final int SHORTEST_MODULUS = 342;

    private IssuerJudge() {}

    static Optional<Advice> judge(String app, IssuerConfig issuer, Heard heard) {
        String setting = "apps." + app + ".jwt.jwks";
        if (heard instanceof Heard.Nothing nothing) {
            String message = String.valueOf(nothing.failure().getMessage()).replace("baseUrl", setting);
            return Optional.of(Words.error(setting, message, WHY));
        }
        HttpAnswer answer = ((Heard.Answered) heard).answer();
        JsonNode keys = keys(answer);
        if (answer.status() != 200 || !keys.isArray()) {
            return Optional.of(Advice.error(
                    setting,
                    "At " + heard.asked() + " is no JWK set (status " + answer.status() + ").",
                    WHY,
                    "Set " + setting
                            + " to what the issuer's metadata names as jwks_uri; redirects are not followed."));
        }
        return keys.valueStream().anyMatch(key -> isFor(key, issuer))
                ? Optional.empty()
                : Optional.of(Advice.error(
                        "apps." + app + ".jwt.algorithms",
                        "The issuer has no key for "
                                + String.join(
                                        ", ",
                                        issuer.algorithms().stream().sorted().toList()) + ".",
                        WHY,
                        "Name the algorithm that the issuer signs with in apps." + app
                                + ".jwt.algorithms; an RSA key needs 2048 bits."));
    }

    static Advice judge(String app, Misconfigured failure) {
        return Words.error("apps." + app + ".jwt", failure.getMessage(), WHY);
    }

    private static boolean isFor(JsonNode key, IssuerConfig issuer) {
        if (!key.path("use").asString("sig").equals("sig")) {
            return false;
        }
        boolean rsa = key.path("kty").asString("").equals("RSA")
                && key.path("n").asString("").length() >= SHORTEST_MODULUS;
        boolean curve = key.path("kty").asString("").equals("EC");
        String only = key.path("alg").asString("");
        return issuer.algorithms().stream()
                .filter(algorithm -> only.isEmpty() || only.equals(algorithm))
                .anyMatch(algorithm -> algorithm.startsWith("ES") ? curve : rsa);
    }

    private static JsonNode keys(HttpAnswer answer) {
        try {
            return JsonMapper.shared().readTree(answer.body().bytes()).path("keys");
        } catch (JacksonException e) {
            return JsonMapper.shared().missingNode();
        }
    }
}
