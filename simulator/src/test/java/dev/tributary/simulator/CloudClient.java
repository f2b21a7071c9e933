package dev.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.http.Json;
import dev.tributary.simulator.http.Parameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** An app of the developer console as its author would write it, which can also be told to do wrong. */
final class CloudClient {

    static final String REDIRECT_URI = "http://localhost:8080/callback";
    static final String RIVERS = "6f2d1c9a-3b54-4e0f-8a77-0c5e5d1a0001";
    static final String LAKES = "6f2d1c9a-3b54-4e0f-8a77-0c5e5d1a0002";
    static final String HARBOUR = "6f2d1c9a-3b54-4e0f-8a77-0c5e5d1a0003";
    static final String SCOPES = "read:page:confluence write:page:confluence read:me offline_access";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ConfluenceSimulator confluence;

    CloudClient(ConfluenceSimulator confluence) {
        this.confluence = confluence;
    }

    /** The authorization request of a well-behaved app, changed as told; an empty value leaves the parameter out. */
    URI authorizeUri(String... changes) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("audience", "api.atlassian.com");
        query.put("client_id", "tributary");
        query.put("scope", SCOPES);
        query.put("redirect_uri", REDIRECT_URI);
        query.put("state", "xyz");
        query.put("response_type", "code");
        query.put("prompt", "consent");
        return uri("/authorize?" + encoded(changed(query, changes)).replace("+", "%20"));
    }

    String code(String... changes) {
        return code(new SimulatedBrowser("alice", "alice"), changes);
    }

    String code(SimulatedBrowser browser, String... changes) {
        URI callback = browser.approve(authorizeUri(changes), REDIRECT_URI);
        return Parameters.parse(callback.getRawQuery()).first("code").orElseThrow();
    }

    Answer exchange(String code, String... changes) {
        return token(exchangeOf(code, changes));
    }

    Map<String, String> exchangeOf(String code, String... changes) {
        Map<String, String> body = client("grant_type", "authorization_code");
        body.put("code", code);
        body.put("redirect_uri", REDIRECT_URI);
        return changed(body, changes);
    }

    /** Tokens for alice, who chose the site that was chosen already. */
    Answer connected(String... changes) {
        return connected(new SimulatedBrowser("alice", "alice"), changes);
    }

    Answer connected(SimulatedBrowser browser, String... changes) {
        Answer tokens = exchange(code(browser, changes));
        assertThat(tokens.status()).isEqualTo(200);
        return tokens;
    }

    Answer refresh(String refreshToken, String... changes) {
        Map<String, String> body = client("grant_type", "refresh_token");
        body.put("refresh_token", refreshToken);
        return token(changed(body, changes));
    }

    Answer refresh(Answer tokens) {
        return refresh(tokens.text("refresh_token"));
    }

    Answer token(Map<String, String> body) {
        return send(HttpRequest.newBuilder(uri("/oauth/token"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.MAPPER.writeValueAsString(body))));
    }

    Answer tokenByForm(Map<String, String> body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(body)));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    Answer resources(Answer tokens) {
        return get("/oauth/token/accessible-resources", tokens.text("access_token"));
    }

    /** Whether the access token works. */
    boolean works(Answer tokens) {
        return resources(tokens).status() == 200;
    }

    Answer get(String path, String accessToken) {
        return send(HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + accessToken));
    }

    Answer get(URI address) {
        return send(HttpRequest.newBuilder(address));
    }

    URI uri(String path) {
        return URI.create(confluence.baseUrl() + path);
    }

    static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    static Map<String, String> client(String name, String value) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put(name, value);
        body.put("client_id", "tributary");
        body.put("client_secret", "tributary-secret");
        return body;
    }

    private static Map<String, String> changed(Map<String, String> parameters, String... changes) {
        for (int i = 0; i < changes.length; i += 2) {
            if (changes[i + 1].isEmpty()) {
                parameters.remove(changes[i]);
            } else {
                parameters.put(changes[i], changes[i + 1]);
            }
        }
        return parameters;
    }

    Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
