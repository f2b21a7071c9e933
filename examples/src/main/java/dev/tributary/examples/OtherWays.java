package dev.tributary.examples;

import dev.tributary.Returned;
import dev.tributary.SiteChooser;
import dev.tributary.Tributary;
import dev.tributary.authorization.Callback;
import dev.tributary.confluence.Confluence;
import dev.tributary.confluence.ConfluenceRequest;
import dev.tributary.confluence.Content;
import dev.tributary.confluence.Download;
import dev.tributary.confluence.Upload;
import dev.tributary.http.Payload;
import dev.tributary.model.CloudSite;
import dev.tributary.model.Connection;
import dev.tributary.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Other ways in and out: tokens, a service account, operations that have no method here, files, and an HTTP client of one's own. */
public final class OtherWays {

    private OtherWays() {}

    /** Connects with a token that the user made in Confluence, and pasted into a password field. */
    public static Connection withPersonalToken(Tributary tributary, String user, String pasted) {
        // snippet: personal
        Connection connection = tributary.connectWithPersonalAccessToken(user, "wiki", Secret.of(pasted));
        // end
        return connection;
    }

    /** Connects a job that no person stands behind, by the site's own registration. */
    public static Connection asServiceAccount(Tributary tributary) {
        // snippet: service
        Connection connection = tributary.connectServiceAccount("nightly-report", "wiki", "READ");
        // end
        return connection;
    }

    /** Connects with an API token of Confluence Cloud, which its user pasted together with the address of the account. */
    public static Connection withApiToken(
            Tributary tributary, String user, String email, String pasted, Instant expiresAt) {
        // snippet: pasted
        Connection connection = tributary.connectWithApiToken(user, "cloud", email, Secret.of(pasted), expiresAt);
        // end
        return connection;
    }

    /**
     * Completes at Cloud for whoever may have several sites. Nobody can be asked within one request: what was offered is
     * remembered, and what the user has picked meanwhile is chosen the next time.
     */
    public static Returned atSite(
            Tributary tributary, Callback callback, String user, String picked, List<CloudSite> offered) {
        // snippet: choose
        SiteChooser chooser = sites -> {
            offered.addAll(sites);
            return sites.stream().filter(site -> site.id().equals(picked)).findFirst();
        };
        Returned returned = tributary.completeAndReturn(callback, user, chooser);
        // end
        return returned;
    }

    /** Asks for the history of a page, by a path of Confluence's own. */
    public static JsonNode history(Tributary tributary, Connection connection, String pageId) {
        // snippet: any
        ConfluenceRequest request = ConfluenceRequest.get("/rest/api/content/" + pageId + "/history");
        JsonNode history = tributary.confluence(connection).json(request);
        // end
        return history;
    }

    /** Attaches a file to a page, and copies what an attachment holds to a file; neither is ever in memory as a whole. */
    public static void files(Confluence confluence, String pageId, Path report, Path copy) throws IOException {
        // snippet: files
        Upload upload = new Upload("report.pdf", "application/pdf", Payload.file(report));
        Content attachment = confluence.attach(pageId, upload);

        try (Download download = confluence.download(attachment)) {
            Files.copy(download.stream(), copy);
        }
        // end
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
        String served = String.join(", ", answer.headers().allValues("X-AUSERNAME"));
        if (!served.equals(connection.account().username())) {
            throw new IllegalStateException("Confluence served somebody else.");
        }
        // end
        return answer.body();
    }
}
