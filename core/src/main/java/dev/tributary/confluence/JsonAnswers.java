package dev.tributary.confluence;

import dev.tributary.http.HttpAnswer;
import dev.tributary.model.CallRefused;
import dev.tributary.model.Connection;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.ScopeMissing;
import dev.tributary.model.TributaryException;
import dev.tributary.model.Unavailable;
import java.time.Duration;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Reads answers as JSON, and says what a refusal means; the server's own words are never passed on. */
final class JsonAnswers {

    private static final Duration LATER = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private JsonAnswers() {}

    /** Returns the body, missing where there is none. */
    static JsonNode read(Served served) {
        HttpAnswer answer = served.answer();
        if (answer.status() >= 400) {
            throw refusal(served);
        }
        if (answer.status() >= 300 || answer.isHtml()) {
            throw new Misconfigured(
                    "sites." + served.connection().site() + ".baseUrl",
                    "%s was answered with %s instead of JSON: a login page or a proxy answers in front of Confluence. Let requests with a bearer token pass to it, or correct the base URL."
                            .formatted(served.request(), answer.status() >= 300 ? "a redirect" : "an HTML page"));
        }
        return parsed(served.request(), answer);
    }

    /** Returns the body of any answer, missing where there is none. */
    static JsonNode parsed(ConfluenceRequest request, HttpAnswer answer) {
        try {
            byte[] body = answer.body().bytes();
            return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JacksonException e) {
            throw unreadable(request);
        }
    }

    /** The parser's own message is left out, as it quotes the body. */
    static Unavailable unreadable(ConfluenceRequest request) {
        return new Unavailable(
                request + " was answered with JSON that is broken or not Confluence's." + Doubt.about(request),
                LATER,
                null);
    }

    static String write(Object value) {
        return JSON.writeValueAsString(value);
    }

    static TributaryException refusal(Served served) {
        int status = served.answer().status();
        Connection connection = served.connection();
        if (status == 403 && served.request().isWrite() && connection.scopes().equals(List.of("READ"))) {
            return new ScopeMissing(connection, List.of("WRITE"));
        }
        return new CallRefused(served.request().toString(), status, meaning(status));
    }

    private static String meaning(int status) {
        return switch (status) {
            case 400 ->
                "Confluence finds it invalid: a query it cannot read, a title or file name that is taken already.";
            case 403 -> "the user may not do this; for a write, the scope may be too small as well.";
            case 404 -> "it does not exist, or the user may not see it.";
            case 409 -> "somebody else has changed it meanwhile. Read it again, then repeat the change.";
            case 410 -> "this part of the old API is gone from Confluence Cloud; version 2 is under /wiki/api/v2.";
            case 413 -> "it is larger than this Confluence accepts.";
            default ->
                status >= 500
                        ? "Confluence failed. Its administrator finds the cause in its log."
                        : "Confluence does not accept it.";
        };
    }
}
