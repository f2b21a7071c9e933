package dev.tributary.confluence;

import dev.tributary.http.Body;
import dev.tributary.http.HttpAnswer;
import dev.tributary.model.Connection;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Calls of one connection, whose answers are read as JSON and whose lists are read as they are wanted. */
final class Rest {

    private final Connection connection;
    private final Calls calls;
    private final Downloads downloads;
    private final Links links;

    /**
     * Takes whose calls they are.
     *
     * @param connection the connection
     * @param services the engine's services
     * @param links reads links in answers
     */
    Rest(Connection connection, ConfluenceServices services, Links links) {
        this.connection = connection;
        this.calls = new Calls(services);
        this.downloads = new Downloads(connection, services, calls);
        this.links = links;
    }

    HttpAnswer answer(ConfluenceRequest request) {
        return calls.send(connection.id(), request).answer();
    }

    JsonNode json(ConfluenceRequest request) {
        return JsonAnswers.read(calls.send(connection.id(), request));
    }

    JsonNode get(String target) {
        return json(ConfluenceRequest.get(target));
    }

    JsonNode send(String method, String target, Object json) {
        return json(ConfluenceRequest.json(method, target, JsonAnswers.write(json)));
    }

    void delete(String target) {
        json(new ConfluenceRequest("DELETE", target, Map.of(), Body.EMPTY));
    }

    /** Returns the entries of a list, each batch fetched when its first entry is wanted. */
    <T> Stream<T> list(String first, BiFunction<JsonNode, URI, T> read) {
        return Listing.stream(first, target -> batch(ConfluenceRequest.get(target), read));
    }

    private <T> Listing.Batch<T> batch(ConfluenceRequest request, BiFunction<JsonNode, URI, T> read) {
        JsonNode answer = json(request);
        List<T> entries = answer.path("results")
                .valueStream()
                .map(entry -> read.apply(entry, home()))
                .toList();
        return new Listing.Batch<>(entries, next(request, answer).orElse(null));
    }

    /** Returns what asks for the rest of a list, unless that was all. */
    Optional<ConfluenceRequest> next(ConfluenceRequest request, HttpAnswer answer) {
        return next(request, JsonAnswers.parsed(request, answer))
                .map(target -> new ConfluenceRequest(request.method(), target, request.headers(), request.body()));
    }

    private Optional<String> next(ConfluenceRequest request, JsonNode answer) {
        try {
            return answer.path("_links").path("next").asStringOpt().map(links::target);
        } catch (IllegalArgumentException e) {
            throw JsonAnswers.unreadable(request);
        }
    }

    /** Returns an answer that has to have an id. */
    JsonNode identified(String method, String target, JsonNode answer) {
        if (answer.path("id").asString("").isEmpty()) {
            throw JsonAnswers.unreadable(new ConfluenceRequest(method, target, Map.of(), Body.EMPTY));
        }
        return answer;
    }

    /** Returns the bytes at the link for browsers that an attachment has. */
    Download download(Content attachment) {
        return downloaded(links.download(Attached.link(attachment)));
    }

    /** Returns the bytes at a target. */
    Download downloaded(String target) {
        return downloads.get(target);
    }

    URI home() {
        return connection.home();
    }
}
