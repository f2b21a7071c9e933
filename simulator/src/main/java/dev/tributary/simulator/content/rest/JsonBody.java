package dev.tributary.simulator.content.rest;

import dev.tributary.simulator.content.RefusedException;
import dev.tributary.simulator.http.Json;
import dev.tributary.simulator.http.Request;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads the JSON bodies that callers send. */
final class JsonBody {
    private JsonBody() {}

    static JsonNode body(Request request) {
        try {
            return Json.MAPPER.readTree(request.body());
        } catch (JacksonException e) {
            throw RefusedException.invalid("The body is not JSON: " + e.getOriginalMessage());
        }
    }

    static JsonNode object(Request request) {
        JsonNode body = body(request);
        if (!body.isObject()) {
            throw RefusedException.invalid("The body is not a JSON object");
        }
        return body;
    }

    /** The text or number at that pointer, or null. */
    static @Nullable String text(JsonNode node, String pointer) {
        JsonNode found = node.at(pointer);
        return found.isValueNode() && !found.isNull() ? found.asString() : null;
    }

    static String required(JsonNode node, String pointer, String complaint) {
        return Optional.ofNullable(text(node, pointer))
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> RefusedException.invalid(complaint));
    }
}
