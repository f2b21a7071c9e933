package dev.tributary.simulator.content.v2;

import dev.tributary.simulator.content.RefusedException;
import dev.tributary.simulator.content.StorageFormat;
import dev.tributary.simulator.content.rest.JsonBody;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the bodies that callers send: {@code {representation, value}}, or that under the name of the representation. */
final class Bodies {

    private Bodies() {}

    /** The body in storage format, or null when there is none. */
    static @Nullable String read(JsonNode json) {
        JsonNode body = json.path("body");
        if (body.isMissingNode() || body.isNull() || body.isEmpty()) {
            return null;
        }
        JsonNode written = body.has("storage") ? body.get("storage") : body;
        String representation = JsonBody.required(written, "/representation", "A body needs a representation");
        if (!representation.equals("storage")) {
            throw RefusedException.invalid(
                    "This Confluence is a simulator and reads bodies in the representation storage, not "
                            + representation);
        }
        String value = JsonBody.text(written, "/value");
        return StorageFormat.checked(value == null ? "" : value);
    }

    /** The number of the version that a change is to become. */
    static int version(JsonNode json) {
        String number = JsonBody.required(json, "/version/number", "version.number is required");
        if (!number.matches("\\d{1,9}")) {
            throw RefusedException.invalid("version.number must be a number, not: " + number);
        }
        return Integer.parseInt(number);
    }
}
