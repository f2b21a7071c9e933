package dev.tributary.gateway.api;

import dev.tributary.gateway.http.Refused;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON object, read so that nobody can read it differently: in UTF-8, no member twice, none that is not known. Its problems
 * never quote it, since it may hold a secret.
 */
final class JsonBody {

    private static final int DEEPEST = 8;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private final JsonNode object;

    private JsonBody(JsonNode object) {
        this.object = object;
    }

    /** Reads a body that may have these members. Throws {@link Refused}. */
    static JsonBody read(Buffer body, Set<String> members) {
        JsonNode object = parsed(text(body));
        if (!object.isObject()) {
            throw Refused.malformed("The body must be a JSON object.");
        }
        if (!members.containsAll(object.propertyNames())) {
            throw Refused.malformed("The body has a member that is not known. There are "
                    + String.join(", ", new TreeSet<>(members)) + ".");
        }
        return new JsonBody(object);
    }

    boolean has(String member) {
        return object.has(member);
    }

    /** Returns a text that must be there. */
    String text(String member) {
        return optional(member)
                .orElseThrow(() -> Refused.malformed("The member '" + member + "' is missing. It must be a string."));
    }

    /** Returns a text that may be absent. */
    Optional<String> optional(String member) {
        return Optional.ofNullable(object.get(member)).map(value -> string(member, value));
    }

    /** Returns an object that must be there, and may have these members. */
    JsonBody object(String member, Set<String> members) {
        JsonNode inner = object.get(member);
        if (inner == null || !inner.isObject() || !members.containsAll(inner.propertyNames())) {
            throw Refused.malformed("The member '" + member + "' must be an object that has no other members than "
                    + String.join(", ", new TreeSet<>(members)) + ".");
        }
        return new JsonBody(inner);
    }

    /** Throws {@link Refused} where a member is anything but true. */
    void requireTrue(String member) {
        JsonNode value = object.get(member);
        if (value == null || !value.isBoolean() || !value.booleanValue()) {
            throw Refused.malformed("The member '" + member + "' must be true.");
        }
    }

    /** Returns a list of texts; empty where it is absent. */
    List<String> texts(String member) {
        JsonNode list = object.get(member);
        if (list == null) {
            return List.of();
        }
        if (!list.isArray() || list.isEmpty()) {
            throw Refused.malformed("The member '" + member + "' must be a list of strings with something in it.");
        }
        return list.valueStream().map(value -> string(member, value)).toList();
    }

    private static String string(String member, JsonNode value) {
        if (!value.isString() || value.asString().isEmpty()) {
            throw Refused.malformed("The member '" + member + "' must be a string, and not an empty one.");
        }
        return value.asString();
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw Refused.malformed("The body must be one JSON object, no member twice, at most " + DEEPEST + " deep.");
        }
    }

    private static String text(Buffer body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body.getBytes()))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw Refused.malformed("The body must be in UTF-8.");
        }
    }
}
