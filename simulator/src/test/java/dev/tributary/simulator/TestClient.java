package dev.tributary.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.http.Parameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** An OAuth client as an application would write it, which can also be told to do wrong. */
final class TestClient {

    static final String REDIRECT_URI = "http://localhost:8080/callback";
    static final String TOKEN = "/rest/oauth2/latest/token";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ConfluenceSimulator confluence;

    TestClient(ConfluenceSimulator confluence) {
        this.confluence = confluence;
    }

    /** The authorization request of a well-behaved client, changed as told; an empty value leaves the parameter out. */
    URI authorizeUri(String... changes) {
        Map<String, String> query = new LinkedHashMap<>(Map.of(
                "client_id", "tributary",
                "redirect_uri", REDIRECT_URI,
                "response_type", "code",
                "scope", "WRITE",
                "state", "xyz"));
        return uri("/rest/oauth2/latest/authorize?" + encoded(changed(query, changes)));
    }

    /** The query of the callback after alice has approved. */
    Parameters approved(String... changes) {
        URI callback = new SimulatedBrowser("alice", "alice").approve(authorizeUri(changes), REDIRECT_URI);
        return Parameters.parse(callback.getRawQuery());
    }

    String code(String... changes) {
        return approved(changes).first("code").orElseThrow();
    }

    Answer exchange(String code, String... changes) {
        Map<String, String> form = client("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", REDIRECT_URI);
        return post(TOKEN, encoded(changed(form, changes)));
    }

    /** Tokens for alice. */
    Answer connected() {
        Answer tokens = exchange(code());
        assertThat(tokens.status()).isEqualTo(200);
        return tokens;
    }

    Answer refresh(String refreshToken, String... changes) {
        Map<String, String> form = client("grant_type", "refresh_token");
        form.put("refresh_token", refreshToken);
        form.put("redirect_uri", REDIRECT_URI);
        return post(TOKEN, encoded(changed(form, changes)));
    }

    Answer revoke(String token) {
        return post("/rest/oauth2/latest/revoke", encoded(client("token", token)));
    }

    Answer post(String path, String form) {
        return postTo(uri(path), form);
    }

    Answer postTo(URI address, String form) {
        return send(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    Answer json(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    Answer get(String path, String... headers) {
        return get(uri(path), headers);
    }

    Answer get(URI address, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Who is served with that bearer token. */
    String servedAs(String accessToken) {
        return get("/rest/pat/latest/tokens", "Authorization", "Bearer " + accessToken)
                .header("X-AUSERNAME");
    }

    URI uri(String path) {
        return URI.create(confluence.baseUrl() + path);
    }

    static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static Map<String, String> client(String name, String value) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put(name, value);
        form.put("client_id", "tributary");
        form.put("client_secret", "tributary-secret");
        return form;
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

    private Answer send(HttpRequest.Builder request) {
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
