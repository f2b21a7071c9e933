package dev.tributary.confluence;

import dev.tributary.model.CallRefused;
import dev.tributary.model.ScopeMissing;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which id belongs to which key of a space: neither ever changes, so each is asked for once. That a user may not see one is
 * remembered as well: a list would ask again for each of its entries. Thread-safe.
 */
final class SpaceKeys {

    private static final String SPACES = "/wiki/api/v2/spaces";
    private static final int NOT_FOUND = 404;
    private static final Set<Integer> HIDDEN = Set.of(403, NOT_FOUND);

    private final Rest rest;
    private final Map<String, String> idsByKey = new ConcurrentHashMap<>();
    private final Map<String, Optional<String>> keysById = new ConcurrentHashMap<>();

    SpaceKeys(Rest rest) {
        this.rest = rest;
    }

    /** Returns the id of a space. Throws {@link CallRefused} with status 404 where the user sees none of that key. */
    String id(String key) {
        String known = idsByKey.get(key);
        if (known != null) {
            return known;
        }
        String target = SPACES + "?keys=" + PercentCode.encode(key);
        String id = rest.get(target).path("results").path(0).path("id").asString("");
        if (id.isEmpty()) {
            throw new CallRefused("GET " + SPACES, NOT_FOUND, "the space does not exist, or the user may not see it.");
        }
        remember(key, id);
        return id;
    }

    /** Returns the key of a space; nothing where the user may not see the space itself. */
    @Nullable
    String key(String id) {
        if (id.isEmpty()) {
            return null;
        }
        Optional<String> known = keysById.get(id);
        return (known != null ? known : asked(id)).orElse(null);
    }

    private Optional<String> asked(String id) {
        try {
            JsonNode space = rest.get(SPACES + "/" + PercentCode.encode(id));
            Optional<String> key = space.path("key").asStringOpt();
            key.ifPresent(found -> remember(found, id));
            return key;
        } catch (ScopeMissing e) {
            return hidden(id);
        } catch (CallRefused e) {
            return HIDDEN.contains(e.status()) ? hidden(id) : Optional.empty();
        }
    }

    private Optional<String> hidden(String id) {
        keysById.put(id, Optional.empty());
        return Optional.empty();
    }

    private void remember(String key, String id) {
        idsByKey.put(key, id);
        keysById.put(id, Optional.of(key));
    }
}
