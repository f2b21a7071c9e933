package dev.tributary.simulator.content.rest;

import dev.tributary.simulator.content.Content;
import dev.tributary.simulator.content.RefusedException;
import dev.tributary.simulator.content.RefusedException.Reason;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import tools.jackson.databind.JsonNode;

/** {@code /content/{id}/property}. */
final class PropertyResource implements Routes {
    private static final String ONE = " /rest/api/content/{id}/property/{key}";

    private final Wiki wiki;
    private final Map<String, Map<String, Property>> properties = new ConcurrentHashMap<>();

    PropertyResource(Wiki wiki) {
        this.wiki = wiki;
    }

    @Override
    public void addTo(Router router) {
        router.route("GET /rest/api/content/{id}/property", this::list)
                .route("POST /rest/api/content/{id}/property", this::create)
                .route("GET" + ONE, this::get)
                .route("PUT" + ONE, this::update)
                .route("DELETE" + ONE, this::delete);
    }

    private Response list(Request request) {
        Content content = wiki.permissions().require(wiki.viewer(request), request.pathParameter("id"));
        Expand expand = Expand.of(request);
        return Response.json(Listing.of(request)
                .answer(wiki.links(), List.copyOf(of(content).values()), each -> render(content, each, expand)));
    }

    private Response get(Request request) {
        Content content = wiki.permissions().require(wiki.viewer(request), request.pathParameter("id"));
        return answer(request, content, existing(content, request.pathParameter("key")));
    }

    private Response create(Request request) {
        Content content = wiki.permissions().requireChangeable(wiki.viewer(request), request.pathParameter("id"));
        JsonNode json = JsonBody.object(request);
        Property property = new Property(JsonBody.required(json, "/key", "A property needs a key"), value(json), 1);
        if (of(content).putIfAbsent(property.key(), property) != null) {
            throw RefusedException.invalid("A property with key " + property.key() + " already exists");
        }
        return answer(request, content, property);
    }

    private Response update(Request request) {
        Content content = wiki.permissions().requireChangeable(wiki.viewer(request), request.pathParameter("id"));
        JsonNode json = JsonBody.object(request);
        Property old = existing(content, request.pathParameter("key"));
        Property changed = new Property(old.key(), value(json), old.version() + 1);
        String number = JsonBody.required(json, "/version/number", "Must supply an incremented version");
        if (!number.equals(String.valueOf(changed.version())) || !of(content).replace(old.key(), old, changed)) {
            throw new RefusedException(
                    Reason.CONFLICT, "Version must be incremented on update. Current version is: " + old.version());
        }
        return answer(request, content, changed);
    }

    private Response delete(Request request) {
        Content content = wiki.permissions().requireChangeable(wiki.viewer(request), request.pathParameter("id"));
        of(content).remove(existing(content, request.pathParameter("key")).key());
        return Response.status(204);
    }

    private Map<String, Property> of(Content content) {
        return properties.computeIfAbsent(content.id(), id -> new ConcurrentSkipListMap<>());
    }

    private Property existing(Content content, String key) {
        return Optional.ofNullable(of(content).get(key))
                .orElseThrow(() -> new RefusedException(Reason.NOT_FOUND, "No property found with key: " + key));
    }

    private static JsonNode value(JsonNode json) {
        if (!json.has("value")) {
            throw RefusedException.invalid("A property needs a value");
        }
        return json.get("value");
    }

    private Response answer(Request request, Content content, Property property) {
        return Response.json(render(content, property, Expand.of(request, "content", "version")));
    }

    private Map<String, Object> render(Content content, Property property, Expand expand) {
        return new Parts(expand)
                .put("id", content.id() + "-" + property.key())
                .put("key", property.key())
                .put("value", property.value())
                .part(
                        "version",
                        "",
                        unused -> Map.of("number", property.version(), "minorEdit", false, "hidden", false))
                .part("content", Links.content(content), unused -> Map.of("id", content.id()))
                .done(Map.of(
                        "self",
                        wiki.links().base() + Links.content(content) + "/property/" + Links.encode(property.key())));
    }
}
