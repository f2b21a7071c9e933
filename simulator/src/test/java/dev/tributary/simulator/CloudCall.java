package dev.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Calls of Confluence as one user, at the API host or a site's own. Each answer below 300 is held against the published description. */
record CloudCall(CloudClient client, String root, String authorization) {

    static CloudCall api(CloudClient client, String cloudId, String accessToken) {
        return new CloudCall(client, "/ex/confluence/" + cloudId, "Bearer " + accessToken);
    }

    /** The same calls with an API token. */
    CloudCall withApiToken(String email, String token) {
        return new CloudCall(client, root, basic(email, token));
    }

    static CloudCall site(CloudClient client, String name, String email, String token) {
        return new CloudCall(client, "/site/" + name, basic(email, token));
    }

    Answer get(String path) {
        return send("GET", path, "");
    }

    Answer delete(String path) {
        return send("DELETE", path, "");
    }

    Answer post(String path, String json) {
        return send("POST", path, json);
    }

    Answer put(String path, String json) {
        return send("PUT", path, json);
    }

    Answer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(client.uri(root + path))
                .header("Authorization", authorization)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        Answer answer = client.send(headers.length > 0 ? request.headers(headers) : asJson(request, body));
        if (answer.status() < 300) {
            assertThat(CloudSpecification.contradictions(method, path, answer))
                    .as("%s %s answers as its description says", method, path)
                    .isEmpty();
        }
        return answer;
    }

    /** The id of the page of that title. */
    String idOf(String title) {
        return get("/wiki/api/v2/pages?title=" + title.replace(" ", "%20"))
                .json()
                .at("/results/0/id")
                .asString();
    }

    static List<String> all(Answer list, String field) {
        return StreamSupport.stream(list.json().path("results").spliterator(), false)
                .map(each -> each.path(field).asString())
                .toList();
    }

    static String at(Answer answer, String pointer) {
        JsonNode found = answer.json().at(pointer);
        return found.isValueNode() ? found.asString() : "";
    }

    private static HttpRequest.Builder asJson(HttpRequest.Builder request, String body) {
        return body.isEmpty() ? request : request.header("Content-Type", "application/json");
    }

    private static String basic(String email, String token) {
        return "Basic " + Base64.getEncoder().encodeToString((email + ":" + token).getBytes(StandardCharsets.UTF_8));
    }
}
