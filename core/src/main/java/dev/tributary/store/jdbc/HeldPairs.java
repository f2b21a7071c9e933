package dev.tributary.store.jdbc;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.tributary.model.Secret;
import dev.tributary.store.HeldPair;
import dev.tributary.store.Intent;
import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Writes what is of variable number, attempts and spare pairs, into one column each. The secrets in it are ciphertexts. */
final class HeldPairs {

    private static final TypeReference<List<Intent>> INTENTS = new TypeReference<>() {};
    private static final TypeReference<List<HeldPair>> PAIRS = new TypeReference<>() {};

    private static final JsonMapper JSON =
            JsonMapper.builder().addMixIn(Secret.class, PlainSecret.class).build();

    private HeldPairs() {}

    static String written(List<?> list) {
        return list.isEmpty() ? "" : JSON.writeValueAsString(list);
    }

    static List<Intent> intents(String written) {
        return written.isEmpty() ? List.of() : JSON.readValue(written, INTENTS);
    }

    static List<HeldPair> pairs(String written) {
        return written.isEmpty() ? List.of() : JSON.readValue(written, PAIRS);
    }

    private interface PlainSecret {

        @JsonValue
        String reveal();

        @JsonCreator
        static Secret of(String value) {
            return Secret.of(value);
        }
    }
}
