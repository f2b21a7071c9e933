package dev.tributary.token;

import dev.tributary.deployment.Site;
import dev.tributary.deployment.TokenTalk;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Judges answers of the token endpoint (RFC 6749 sections 5.1 and 5.2). Pure functions. */
final class TokenAnswer {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LATER = Duration.ofSeconds(10);
    private static final long DEFAULT_LIFE = 3600;
    private static final long LONGEST_LIFE = Duration.ofDays(3650).toSeconds();

    private TokenAnswer() {}

    /** Judges the answer to a code. Some servers call a code that is too old an invalid request. */
    static TokenOutcome toCode(Site site, HttpAnswer answer) {
        return read(site, answer, Set.of("invalid_request"));
    }

    /** Judges the answer to a refresh token. An invalid request may be the server's fault, and must end no grant. */
    static TokenOutcome toRefreshToken(Site site, HttpAnswer answer) {
        return read(site, answer, Set.of());
    }

    /** Judges the answer to a service account, whose registration is all there is to be wrong. */
    static TokenOutcome toAsking(Site site, HttpAnswer answer) {
        String error = error(answer);
        boolean notOffered = error.equals("unsupported_grant_type") || error.equals("unauthorized_client");
        TokenOutcome outcome = read(site, answer, Set.of());
        return notOffered || outcome instanceof Refused
                ? misconfigured(
                        site,
                        "clientId",
                        ("Confluence gives this registration no token of its own (%s). Create a service account there, and use"
                                        + " its client id and secret, at a site of their own if users are connected here too.")
                                .formatted(error))
                : outcome;
    }

    /** Says whether an answer is about the client, so that nothing that was asked for has happened (RFC 6749 section 5.2). */
    static boolean refusesClient(Site site, HttpAnswer answer) {
        return answer.status() >= 400
                && answer.status() != 429
                && site.deployment().dialect().talk().badClient().contains(error(answer));
    }

    private static TokenOutcome read(Site site, HttpAnswer answer, Set<String> alsoRefusals) {
        if (answer.status() == 429) {
            return new Failed(new RateLimited(site.id(), LATER), true);
        }
        Optional<JsonNode> json = json(answer);
        String error = error(answer);
        TokenTalk talk = site.deployment().dialect().talk();
        if (talk.deadGrant().contains(error) || alsoRefusals.contains(error)) {
            return new Refused(error);
        }
        if (talk.badClient().contains(error)) {
            return misconfigured(
                    site,
                    "clientSecret",
                    "Confluence refused client id or %s (%s). Copy both again from where the application is registered."
                            .formatted(site.registration().otherSecret() == null ? "secret" : "secrets", error));
        }
        return switch (error) {
            case "" -> issued(site, answer, json.orElse(null));
            case "invalid_scope", "unsupported_grant_type" ->
                misconfigured(
                        site,
                        "scopes",
                        "Confluence refused what is asked for (%s). Compare it with the application link in Confluence."
                                .formatted(error));
            case "invalid_request" ->
                new Failed(
                        setting(
                                site,
                                "baseUrl",
                                "Confluence refused the request itself (invalid_request). Compare the base URL set in"
                                        + " Confluence, which has to be https, and the redirect URL of the application"
                                        + " link with what is set here."),
                        false);
            default -> unclear(site, answer);
        };
    }

    private static String error(HttpAnswer answer) {
        return json(answer).flatMap(body -> body.path("error").asStringOpt()).orElse("");
    }

    private static TokenOutcome issued(Site site, HttpAnswer answer, @Nullable JsonNode body) {
        String token = body == null ? "" : body.path("access_token").asString("");
        boolean bearer = body != null
                && "bearer".equalsIgnoreCase(body.path("token_type").asString(""));
        if (answer.status() != 200 || body == null || !AccessToken.isBearer(token) || !bearer) {
            return unclear(site, answer);
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

    /** What a server says of the client is said before anything is spent. */
    private static TokenOutcome misconfigured(Site site, String setting, String whatAndRemedy) {
        return new Failed(setting(site, setting, whatAndRemedy), true);
    }

    private static TokenOutcome unclear(Site site, HttpAnswer answer) {
        if (answer.status() >= 300 && answer.status() < 400) {
            return new Failed(
                    setting(
                            site,
                            "baseUrl",
                            ("The token endpoint redirects (status %d), and secrets follow no redirect. Correct the address,"
                                            + " or have a login page or a proxy in front of it taken away.")
                                    .formatted(answer.status())),
                    false);
        }
        String what =
                "The token endpoint of site '%s' answered with neither tokens nor an error of OAuth (status %d). %s"
                        .formatted(site.id(), answer.status(), hint(site, answer));
        return new Failed(new Unavailable(what, LATER, null), false);
    }

    private static String hint(Site site, HttpAnswer answer) {
        if (answer.status() >= 500) {
            return "Confluence, or a proxy in front of it, is down.";
        }
        String cause = answer.isHtml() ? "It is an HTML page, as of a login or a proxy in front of Confluence. " : "";
        return cause + "Check sites." + site.id() + ".baseUrl.";
    }

    private static Misconfigured setting(Site site, String setting, String whatAndRemedy) {
        return new Misconfigured("sites." + site.id() + "." + setting, whatAndRemedy);
    }

    private static Optional<JsonNode> json(HttpAnswer answer) {
        try {
            return Optional.of(JSON.readTree(answer.body().bytes())).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
