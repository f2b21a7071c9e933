package dev.tributary.simulator.content.v2;

import dev.tributary.simulator.content.RefusedException;
import dev.tributary.simulator.content.RefusedException.Reason;
import dev.tributary.simulator.content.Space;
import dev.tributary.simulator.content.rest.JsonBody;
import dev.tributary.simulator.content.v2.PropertyStore.Property;
import dev.tributary.simulator.environment.Caller;
import dev.tributary.simulator.environment.User;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Properties of spaces: whoever sees a space reads them, and its administrators change them. */
record SpacePropertyResource(Shelf shelf, PropertyStore properties) implements Routes {

    private static final String PATH = V2Surface.API + "/spaces/{id}/properties";

    @Override
    public void addTo(Router router) {
        router.route("GET " + PATH, this::list)
                .route("POST " + PATH, this::create)
                .route("GET " + PATH + "/{property}", this::get)
                .route("PUT " + PATH + "/{property}", this::update)
                .route("DELETE " + PATH + "/{property}", this::delete);
    }

    private Response list(Request request) {
        List<Property> found = properties.of(holder(request)).stream()
                .filter(property -> Query.accepts(request, "key", property.key()))
                .toList();
        return CursorList.of(request, shelf.environment(), found, properties::renderOfSpace);
    }

    private Response get(Request request) {
        return Response.json(properties.renderOfSpace(existing(request, holder(request))));
    }

    private Response create(Request request) {
        JsonNode json = JsonBody.object(request);
        String holder = changeable(request);
        String key = JsonBody.required(json, "/key", "A property needs a key");
        return properties
                .add(holder, key, value(json), shelf.viewer(request).name())
                .map(property -> Response.json(201, properties.renderOfSpace(property)))
                .orElseThrow(() -> RefusedException.invalid("A property with key " + key + " already exists"));
    }

    private Response update(Request request) {
        JsonNode json = JsonBody.object(request);
        Property old = existing(request, changeable(request));
        return properties
                .change(
                        old,
                        value(json),
                        Bodies.version(json),
                        shelf.viewer(request).name())
                .map(property -> Response.json(properties.renderOfSpace(property)))
                .orElseThrow(() -> new RefusedException(
                        Reason.CONFLICT,
                        "Version must be incremented when updating a property. Current version: "
                                + old.version().number()));
    }

    private Response delete(Request request) {
        properties.remove(existing(request, changeable(request)));
        return Response.status(204);
    }

    /** Ids of spaces are none of content, as far as properties go. */
    private String holder(Request request) {
        Space space = shelf.spaceOfId(request, request.pathParameter("id"));
        return "space " + space.id();
    }

    /** Whoever may not is told no more than that there is no such space. */
    private String changeable(Request request) {
        String holder = holder(request);
        if (Caller.of(request).known().filter(User::administrator).isEmpty()) {
            throw RefusedException.notFound(request.pathParameter("id"));
        }
        return holder;
    }

    private Property existing(Request request, String holder) {
        String id = request.pathParameter("property");
        return properties.find(holder, id).orElseThrow(() -> RefusedException.notFound(id));
    }

    private static JsonNode value(JsonNode json) {
        if (!json.has("value")) {
            throw RefusedException.invalid("A property needs a value");
        }
        return json.get("value");
    }
}
