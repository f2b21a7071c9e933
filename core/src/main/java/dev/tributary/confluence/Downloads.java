package dev.tributary.confluence;

import dev.tributary.http.Body;
import dev.tributary.http.HttpCall;
import dev.tributary.http.OpenAnswer;
import dev.tributary.http.TransportException;
import dev.tributary.model.Connection;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.TributaryException;
import dev.tributary.model.Unavailable;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Fetches the bytes of attachments. Where Confluence keeps them elsewhere it redirects to a link that works without a token:
 * that one is followed, once, and nothing of ours goes along.
 */
final class Downloads {

    private static final Duration LATER = Duration.ofSeconds(10);

    private final Connection connection;
    private final ConfluenceServices services;
    private final Calls calls;

    Downloads(Connection connection, ConfluenceServices services, Calls calls) {
        this.connection = connection;
        this.services = services;
        this.calls = calls;
    }

    Download get(String target) {
        ConfluenceRequest request = ConfluenceRequest.get(target);
        try (Opening opening = new Opening(services.transport())) {
            Served served = calls.send(connection.id(), request, opening);
            int status = served.answer().status();
            if (status >= 400) {
                throw JsonAnswers.refusal(served);
            }
            return new Download(status >= 300 ? elsewhere(served) : opening.taken());
        }
    }

    private OpenAnswer elsewhere(Served redirect) {
        ConfluenceRequest request = redirect.request();
        URI there = redirect.answer()
                .header("Location")
                .flatMap(this::trusted)
                .orElseThrow(
                        () -> new Misconfigured(
                                "sites." + connection.site() + ".baseUrl",
                                request
                                        + " was answered with a redirect to where nothing is fetched from: a login page or a proxy answers"
                                        + " in front of Confluence. Let requests with a bearer token pass to it, or correct the base URL."));
        HttpCall call =
                new HttpCall("GET", there, Map.of("User-Agent", Calls.USER_AGENT), Body.EMPTY, HttpCall.Limits.STREAM);
        try {
            OpenAnswer answer = Waiting.patientlyOn(services.transport().open(call));
            if (answer.status() == 200) {
                return answer;
            }
            answer.close();
            throw refused(request, answer.status());
        } catch (TransportException e) {
            throw Calls.failure(connection, request, e);
        }
    }

    private Optional<URI> trusted(String location) {
        try {
            URI there = new URI(location);
            return Optional.of(there)
                    .filter(services.sites().get(connection.site()).deployment()::mayKeepFilesAt);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private TributaryException refused(ConfluenceRequest request, int status) {
        return new Unavailable(
                "The host to which site '%s' redirected %s answered with status %d instead of the file."
                        .formatted(connection.site(), request, status),
                LATER,
                null);
    }
}
