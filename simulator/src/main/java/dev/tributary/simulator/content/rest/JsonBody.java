package dev.tributary.simulator.content.rest;

import dev.tributary.simulator.content.RefusedException;
import dev.tributary.simulator.http.Json;
import dev.tributary.simulator.http.Request;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads the JSON bodies that callers send. */
public final class JsonBody {
    private JsonBody() {}

    /** The body; refused when it is not JSON. */
    public static JsonNode body(Request request) {
        try {
            return Json.MAPPER.readTree(request.body());
        } catch (JacksonException e) {
            throw RefusedException.invalid("The body is not JSON: " + e.getOriginalMessage());
        }
    }

    /** The body; refused when it is not a JSON object. */
    public static JsonNode object(Request request) {
        JsonNode body = body(request);
        if (!body.isObject()) {
            throw RefusedException.invalid("The body is not a JSON object");
        }
        return body;
    }

    /** The text or number at that pointer, or null. */
    public static @Nullable String text(JsonNode node, String pointer) {
        JsonNode found = node.at(pointer);
        return found.isValueNode() && !found.isNull() ? found.asString() : null;
    }

    /** The text or number at that pointer; refused with that complaint when it is blank or not there. */
    public static String required(JsonNode node, String pointer, String complaint) {
        return Optional.ofNullable(text(node, pointer))
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> RefusedException.invalid(complaint));
    }
}
