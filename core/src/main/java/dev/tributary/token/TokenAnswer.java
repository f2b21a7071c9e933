package dev.tributary.token;

import dev.tributary.deployment.Site;
import dev.tributary.http.HttpAnswer;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.RateLimited;
import dev.tributary.model.Secret;
import dev.tributary.model.Unavailable;
import dev.tributary.token.TokenOutcome.Failed;
import dev.tributary.token.TokenOutcome.Issued;
import dev.tributary.token.TokenOutcome.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Judges an answer of the token endpoint (RFC 6749 sections 5.1 and 5.2). A pure function. */
final class TokenAnswer {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LATER = Duration.ofSeconds(10);
    private static final long DEFAULT_LIFE = 3600;
    private static final long LONGEST_LIFE = Duration.ofDays(3650).toSeconds();

    private TokenAnswer() {}

    static TokenOutcome read(Site site, HttpAnswer answer) {
        if (answer.status() == 429) {
            return new Failed(new RateLimited(site.id(), LATER), true);
        }
        Optional<JsonNode> json = json(answer);
        String error = json.flatMap(body -> body.path("error").asStringOpt()).orElse("");
        return switch (error) {
            case "" -> issued(site, answer.status(), json.orElse(null));
            case "invalid_grant", "invalid_request" -> new Refused(error);
            case "invalid_client", "unauthorized_client" -> misconfigured(site, "clientSecret", error);
            case "invalid_scope", "unsupported_grant_type" -> misconfigured(site, "scopes", error);
            default -> unclear(site, answer.status());
        };
    }

    private static TokenOutcome issued(Site site, int status, @Nullable JsonNode body) {
        String token = body == null ? "" : body.path("access_token").asString("");
        boolean bearer = body != null
                && "bearer".equalsIgnoreCase(body.path("token_type").asString(""));
        if (status != 200 || body == null || !AccessToken.isBearer(token) || !bearer) {
            return unclear(site, status);
        }
        Secret refresh = body.path("refresh_token")
                .asStringOpt()
                .filter(value -> !value.isEmpty())
                .map(Secret::of)
                .orElse(null);
        IssuedTokens tokens = new IssuedTokens(
                Secret.of(token), refresh, life(body), site.deployment().idleLife());
        return new Issued(tokens, scopes(body));
    }

    private static Duration life(JsonNode body) {
        return Duration.ofSeconds(Math.max(1, Math.min(body.path("expires_in").asLong(DEFAULT_LIFE), LONGEST_LIFE)));
    }

    private static List<String> scopes(JsonNode body) {
        String scope = body.path("scope").asString("").strip();
        return scope.isEmpty() ? List.of() : List.of(scope.split(" +"));
    }

    private static TokenOutcome misconfigured(Site site, String setting, String error) {
        String key = "sites." + site.id() + "." + setting;
        return new Failed(
                new Misconfigured(
                        key,
                        "Confluence refused it (" + error + "). Compare client id, secret and permission with the"
                                + " application link in Confluence."),
                true);
    }

    private static TokenOutcome unclear(Site site, int status) {
        String what =
                "The token endpoint of site '%s' gave an answer that is none (status %d).".formatted(site.id(), status);
        return new Failed(new Unavailable(what, LATER, null), false);
    }

    private static Optional<JsonNode> json(HttpAnswer answer) {
        try {
            return Optional.of(JSON.readTree(answer.body().bytes())).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
