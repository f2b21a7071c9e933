package dev.tributary.gateway.signin;

import dev.tributary.gateway.config.ConsoleConfig.Oidc;
import dev.tributary.gateway.config.IssuerConfig;
import dev.tributary.gateway.http.Problems;
import dev.tributary.gateway.identity.IdTokens;
import dev.tributary.http.Body;
import dev.tributary.http.HttpAnswer;
import dev.tributary.http.HttpCall;
import dev.tributary.http.Transport;
import dev.tributary.model.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks an OpenID provider. Blocking, for 10 s at most for each request, and thread-safe. */
final class ProviderClient {

    private static final HttpCall.Limits LIMITS = new HttpCall.Limits(Duration.ofSeconds(10), 256 * 1024);
    private static final Duration KEPT = Duration.ofHours(1);

    private final Oidc oidc;
    private final Transport way;
    private final Clock clock;
    private @Nullable Known known;

    /** A provider whose configuration was read. */
    record Known(Provider provider, IdTokens tokens, Instant at) {}

    /** What a code was worth. */
    record Tokens(String idToken, Secret accessToken) {

        /** Leaves the tokens out. */
        @Override
        public String toString() {
            return "Tokens[redacted]";
        }
    }

    ProviderClient(Oidc oidc, Transport way, Clock clock) {
        this.oidc = oidc;
        this.way = way;
        this.clock = clock;
    }

    /** Returns the provider as it described itself within the last hour. Throws {@link Turned}. */
    synchronized Known known() {
        Known now = known;
        if (now != null && clock.instant().isBefore(now.at().plus(KEPT))) {
            return now;
        }
        try {
            HttpAnswer answer = send(new HttpCall(
                    "GET", Provider.at(oidc.issuer()), Map.of("Accept", "application/json"), Body.EMPTY, LIMITS));
            Provider provider = Provider.read(answer, oidc.issuer());
            IssuerConfig.Name name = new IssuerConfig.Name(
                    oidc.issuer().toString(), oidc.client().id());
            Known read = new Known(provider, new IdTokens(name, provider.jwks(), way, clock), clock.instant());
            known = read;
            return read;
        } catch (IllegalArgumentException e) {
            throw unsure("Its configuration cannot be used: " + e.getMessage());
        }
    }

    /** Redeems a code (OpenID Connect Core 1.0 section 3.1.3). Throws {@link Turned}. */
    Tokens redeem(Provider provider, String code, Secret verifier, URI redirectUri) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", "authorization_code");
        fields.put("code", code);
        fields.put("redirect_uri", redirectUri.toString());
        fields.put("code_verifier", verifier.reveal());
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "application/json");
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        String id = oidc.client().id();
        String secret = oidc.client().secret().reveal();
        if (provider.basic()) {
            byte[] both = (encode(id) + ":" + encode(secret)).getBytes(StandardCharsets.UTF_8);
            headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
        } else {
            fields.put("client_id", id);
            fields.put("client_secret", secret);
        }
        JsonNode json = json(send(new HttpCall("POST", provider.token(), headers, Body.of(form(fields)), LIMITS)));
        return new Tokens(
                json.path("id_token").asString(""),
                Secret.of(json.path("access_token").asString("none")));
    }

    /** Returns what the provider says of a user besides. Throws {@link Turned}. */
    JsonNode userInfo(URI endpoint, Secret accessToken) {
        Map<String, String> headers =
                Map.of("Accept", "application/json", "Authorization", "Bearer " + accessToken.reveal());
        return json(send(new HttpCall("GET", endpoint, headers, Body.EMPTY, LIMITS)));
    }

    private HttpAnswer send(HttpCall call) {
        try {
            return way.send(call).join();
        } catch (CompletionException e) {
            throw unsure("It does not answer: " + Problems.unwrapped(e).getMessage());
        }
    }

    private static JsonNode json(HttpAnswer answer) {
        try {
            JsonNode json = JsonMapper.shared().readTree(answer.body().bytes());
            if (answer.status() == 200 && json.isObject()) {
                return json;
            }
        } catch (JacksonException e) {
            throw unsure("Its answer with the status " + answer.status() + " is no JSON.");
        }
        throw unsure("It answered with the status " + answer.status()
                + ". Check clientId, clientSecret and the redirect URI of its registration.");
    }

    private static Turned unsure(String why) {
        return Turned.unsure(
                "The issuer did not answer as it should. Try again; if this happens again, the audit says why.", why);
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
