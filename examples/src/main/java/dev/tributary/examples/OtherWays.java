package dev.tributary.examples;

import dev.tributary.Tributary;
import dev.tributary.confluence.ConfluenceRequest;
import dev.tributary.model.Connection;
import dev.tributary.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Other ways in and out: a personal access token, an operation that has no method here, and an HTTP client of one's own. */
public final class OtherWays {

    private OtherWays() {}

    /** Connects with a token that the user made in Confluence, and pasted into a password field. */
    public static Connection withPersonalToken(Tributary tributary, String user, String pasted) {
        // snippet: personal
        Connection connection = tributary.connectWithPersonalAccessToken(user, "wiki", Secret.of(pasted));
        // end
        return connection;
    }

    /** Asks for the history of a page, by a path of Confluence's own. */
    public static JsonNode history(Tributary tributary, Connection connection, String pageId) {
        // snippet: any
        ConfluenceRequest request = ConfluenceRequest.get("/rest/api/content/" + pageId + "/history");
        JsonNode history = tributary.confluence(connection).json(request);
        // end
        return history;
    }

    /** Sends a request by a client of one's own, and looks who was served: Confluence may take a dead token for nobody's. */
    public static String by(HttpClient client, Tributary tributary, Connection connection, URI target)
            throws IOException, InterruptedException {
        // snippet: token
        Secret token = tributary.accessToken(connection, Duration.ofSeconds(30));
        HttpRequest request = HttpRequest.newBuilder(target)
                .header("Authorization", "Bearer " + token.reveal())
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        String served = answer.headers().firstValue("X-AUSERNAME").orElse("");
        if (!served.equals(connection.account().username())) {
            throw new IllegalStateException("Confluence served somebody else.");
        }
        // end
        return answer.body();
    }
}
