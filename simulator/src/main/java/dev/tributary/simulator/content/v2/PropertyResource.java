package dev.tributary.simulator.content.v2;

import dev.tributary.simulator.content.Content;
import dev.tributary.simulator.content.ContentType;
import dev.tributary.simulator.content.RefusedException;
import dev.tributary.simulator.content.RefusedException.Reason;
import dev.tributary.simulator.content.Viewer;
import dev.tributary.simulator.content.rest.JsonBody;
import dev.tributary.simulator.content.v2.PropertyStore.Property;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Properties of pages, blog posts, comments and attachments. */
record PropertyResource(Shelf shelf, PropertyStore properties) implements Routes {

    private static final Map<String, ContentType> KINDS = Map.of(
            "pages", ContentType.PAGE,
            "blogposts", ContentType.BLOGPOST,
            "comments", ContentType.COMMENT,
            "attachments", ContentType.ATTACHMENT);

    @Override
    public void addTo(Router router) {
        KINDS.forEach((kind, type) -> {
            String path = V2Surface.API + "/" + kind + "/{id}/properties";
            router.route("GET " + path, request -> list(request, type))
                    .route("POST " + path, request -> create(request, type))
                    .route("GET " + path + "/{property}", request -> get(request, type))
                    .route("PUT " + path + "/{property}", request -> update(request, type))
                    .route("DELETE " + path + "/{property}", request -> delete(request, type));
        });
    }

    private Response list(Request request, ContentType type) {
        List<Property> found = properties.of(content(request, type).id()).stream()
                .filter(property -> Query.accepts(request, "key", property.key()))
                .toList();
        return CursorList.of(request, shelf.environment(), found, properties::render);
    }

    private Response get(Request request, ContentType type) {
        return Response.json(properties.render(existing(request, content(request, type))));
    }

    private Response create(Request request, ContentType type) {
        JsonNode json = JsonBody.object(request);
        Content content = changeable(request, type);
        String key = JsonBody.required(json, "/key", "A property needs a key");
        return properties
                .add(content.id(), key, value(json), shelf.viewer(request).name())
                .map(property -> Response.json(properties.render(property)))
                .orElseThrow(
                        () -> new RefusedException(Reason.CONFLICT, "A property with key " + key + " already exists"));
    }

    private Response update(Request request, ContentType type) {
        JsonNode json = JsonBody.object(request);
        Property old = existing(request, changeable(request, type));
        return properties
                .change(
                        old,
                        value(json),
                        Bodies.version(json),
                        shelf.viewer(request).name())
                .map(property -> Response.json(properties.render(property)))
                .orElseThrow(() -> new RefusedException(
                        Reason.CONFLICT,
                        "Version must be incremented when updating a property. Current version: "
                                + old.version().number()));
    }

    private Response delete(Request request, ContentType type) {
        properties.remove(existing(request, changeable(request, type)));
        return Response.status(204);
    }

    private Content content(Request request, ContentType type) {
        return shelf.require(request, type, request.pathParameter("id"));
    }

    private Content changeable(Request request, ContentType type) {
        Viewer viewer = shelf.viewer(request);
        return shelf.archive()
                .permissions()
                .requireChangeable(viewer, content(request, type).id());
    }

    private Property existing(Request request, Content content) {
        String id = request.pathParameter("property");
        return properties.find(content.id(), id).orElseThrow(() -> RefusedException.notFound(id));
    }

    private static JsonNode value(JsonNode json) {
        if (!json.has("value")) {
            throw RefusedException.invalid("A property needs a value");
        }
        return json.get("value");
    }
}
