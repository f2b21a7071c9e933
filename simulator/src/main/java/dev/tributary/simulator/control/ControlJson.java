package dev.tributary.simulator.control;

import dev.tributary.simulator.oauth.Revocation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what is posted to the control endpoints. An unknown name is an error that lists the known ones. */
final class ControlJson {

    private static final Set<String> FAULT =
            Set.of("method", "path", "nth", "times", "action", "delay", "status", "retryAfter");
    private static final Set<String> ADVANCE = Set.of("advance");
    private static final Set<String> REVOCATION = Set.of("user", "client", "grant", "kind");

    private ControlJson() {}

    static Fault fault(JsonNode json) {
        check(json, FAULT);
        return new Fault(
                text(json, "method"),
                json.path("path").asString("/"),
                number(json, "nth", 1),
                number(json, "times", 1),
                Fault.Action.named(json.path("action").asString("")),
                Duration.parse(json.path("delay").asString("PT0S")),
                number(json, "status", 503),
                text(json, "retryAfter"));
    }

    static Duration advance(JsonNode json) {
        check(json, ADVANCE);
        return Duration.parse(json.path("advance").asString(""));
    }

    /** As it can be posted again. */
    static Map<String, Object> of(Fault fault) {
        Map<String, Object> view = new LinkedHashMap<>();
        putIfGiven(view, "method", fault.method());
        view.put("path", fault.path());
        view.put("nth", fault.nth());
        view.put("times", fault.times());
        view.put("action", fault.action().key());
        view.put("delay", fault.delay().toString());
        view.put("status", fault.status());
        putIfGiven(view, "retryAfter", fault.retryAfter());
        return view;
    }

    private static void putIfGiven(Map<String, Object> view, String name, @Nullable String value) {
        if (value != null) {
            view.put(name, value);
        }
    }

    static Revocation revocation(JsonNode json) {
        check(json, REVOCATION);
        String kind = json.path("kind").asString("grant");
        return new Revocation(
                text(json, "user"), text(json, "client"), text(json, "grant"), Revocation.Kind.named(kind));
    }

    static Map<String, String> texts(JsonNode json) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("The body is a JSON object of switches and their values");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        json.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString()));
        return texts;
    }

    private static @Nullable String text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isMissingNode() || value.isNull() ? null : value.asString();
    }

    private static int number(JsonNode json, String name, int otherwise) {
        JsonNode value = json.path(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isInt()) {
            throw new IllegalArgumentException("\"" + name + "\" is a whole number, not " + value);
        }
        return value.asInt();
    }

    private static void check(JsonNode json, Set<String> known) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("The body is a JSON object with any of " + new TreeSet<>(known));
        }
        json.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new IllegalArgumentException(
                            "\"" + unknown + "\" is unknown here. Known: " + new TreeSet<>(known));
                });
    }
}
