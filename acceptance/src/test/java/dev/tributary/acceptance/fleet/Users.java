package dev.tributary.acceptance.fleet;

import dev.tributary.simulator.browser.Decision;
import dev.tributary.simulator.browser.Exchange;
import dev.tributary.simulator.browser.SimulatedBrowser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** People who connect their Confluence to the application, each in a browser of their own. */
final class Users {

    private static final String STATE = "0123456789abcdef0123456789abcdef";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI entrance;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Users(URI entrance) {
        this.entrance = entrance;
    }

    static List<String> named(int howMany) {
        return IntStream.rangeClosed(1, howMany).mapToObj("user%03d"::formatted).toList();
    }

    /** Goes the whole way of a user, whose name is the same at the application and in Confluence. */
    void connect(String user) {
        JsonNode link = post(
                "/v1/connect-links", Map.of("user", user, "site", "wiki", "returnTo", Fleet.BACK, "state", STATE), 201);
        SimulatedBrowser browser = new SimulatedBrowser(user, user);
        Exchange page = browser.get(URI.create(link.path("url").asString()));
        URI back = browser.walk(browser.press(page), Decision.APPROVE, Fleet.BACK);
        String code = back.getQuery().replaceFirst(".*connection_code=([^&]*).*", "$1");
        post("/v1/connections", Map.of("connectionCode", code, "user", user), 201);
    }

    /** Returns how many connections have that status. */
    int count(String status) {
        int counted = 0;
        String cursor = "";
        do {
            JsonNode list =
                    read(request("/v1/connections?status=" + status + cursor).build(), 200);
            counted += list.path("connections").size();
            String next = list.path("cursor").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return counted;
    }

    private JsonNode post(String path, Map<String, String> body, int expected) {
        return read(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build(),
                expected);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(entrance.resolve(path)).header("Authorization", "Bearer " + Fleet.KEY);
    }

    private JsonNode read(HttpRequest request, int expected) {
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != expected) {
                throw new AssertionError(request + " -> " + answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
