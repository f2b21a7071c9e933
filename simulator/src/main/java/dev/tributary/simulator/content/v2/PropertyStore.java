package dev.tributary.simulator.content.v2;

import dev.tributary.simulator.content.Version;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/** What applications keep with content, and with spaces. Thread-safe. */
final class PropertyStore {

    /** One property: an id of its own, a key that its content has once, and a value, with its first version and its last. */
    record Property(String id, String contentId, String key, JsonNode value, Version first, Version version) {}

    private final Map<String, Property> byId = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong(9_000_000);
    private final Clock clock;

    PropertyStore(Clock clock) {
        this.clock = clock;
    }

    List<Property> of(String contentId) {
        return byId.values().stream()
                .filter(property -> property.contentId().equals(contentId))
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .toList();
    }

    Optional<Property> find(String contentId, String id) {
        return Optional.ofNullable(byId.get(id))
                .filter(property -> property.contentId().equals(contentId));
    }

    /** The new property, or nothing when the content has one of that key. */
    synchronized Optional<Property> add(String contentId, String key, JsonNode value, String by) {
        if (of(contentId).stream().anyMatch(property -> property.key().equals(key))) {
            return Optional.empty();
        }
        String id = String.valueOf(lastId.incrementAndGet());
        Version first = version(1, by, "");
        Property property = new Property(id, contentId, key, value, first, first);
        byId.put(id, property);
        return Optional.of(property);
    }

    /** The changed property, or nothing when the number is not the next one. */
    synchronized Optional<Property> change(Property old, JsonNode value, int number, String by) {
        Property current = byId.get(old.id());
        if (current == null || current.version().number() + 1 != number) {
            return Optional.empty();
        }
        Property changed =
                new Property(old.id(), old.contentId(), old.key(), value, old.first(), version(number, by, ""));
        byId.put(old.id(), changed);
        return Optional.of(changed);
    }

    void remove(Property property) {
        byId.remove(property.id());
    }

    Map<String, Object> render(Property property) {
        Map<String, Object> version = new LinkedHashMap<>();
        version.put("number", property.version().number());
        version.put("message", property.version().message());
        version.put("minorEdit", false);
        version.put("authorId", View.author(property.version()));
        version.put("createdAt", View.time(property.version().when()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", property.id());
        json.put("key", property.key());
        json.put("value", property.value());
        json.put("version", version);
        return json;
    }

    /** As spaces have them. */
    Map<String, Object> renderOfSpace(Property property) {
        Map<String, Object> version = new LinkedHashMap<>();
        version.put("createdAt", View.time(property.version().when()));
        version.put("createdBy", View.author(property.version()));
        version.put("message", property.version().message());
        version.put("number", property.version().number());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", property.id());
        json.put("key", property.key());
        json.put("value", property.value());
        json.put("createdAt", View.time(property.first().when()));
        json.put("createdBy", View.author(property.first()));
        json.put("version", version);
        return json;
    }

    private Version version(int number, String by, String message) {
        return new Version(number, by, clock.instant(), message, false, "", "");
    }
}
