package dev.tributary.simulator.content.rest;

import dev.tributary.simulator.content.Change;
import dev.tributary.simulator.content.Content;
import dev.tributary.simulator.content.ContentType;
import dev.tributary.simulator.content.Draft;
import dev.tributary.simulator.content.RefusedException;
import dev.tributary.simulator.content.StorageFormat;
import dev.tributary.simulator.content.Viewer;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code /content}: one piece of content at a time. */
record ContentResource(Wiki wiki) implements Routes {
    private static final String[] DEFAULT_EXPAND = {"history", "space", "version"};
    private static final String[] CHANGED_EXPAND = {
        "body.storage", "container", "version", "space", "history", "ancestors"
    };

    @Override
    public void addTo(Router router) {
        router.route("POST /rest/api/content", this::create)
                .route("GET /rest/api/content/{id}", this::get)
                .route("PUT /rest/api/content/{id}", this::update)
                .route("DELETE /rest/api/content/{id}", this::delete)
                .route("GET /rest/api/content/{id}/history", this::history)
                .route("GET /rest/api/content/{id}/restriction/byOperation", this::restrictions)
                .route("GET /rest/experimental/content/{id}/version/{version}", this::version);
    }

    private Response get(Request request) {
        Content content = requested(request);
        String version = request.query().first("version").orElse("");
        Content shown = version.isEmpty() ? content : at(content, version);
        return Response.json(view(request).whole(shown, Expand.of(request, DEFAULT_EXPAND)));
    }

    private Response history(Request request) {
        Content content = requested(request);
        return Response.json(
                view(request).versions().history(content, Expand.of(request, "lastUpdated", "previousVersion")));
    }

    private Response restrictions(Request request) {
        return Response.json(view(request).restrictions(requested(request)));
    }

    private Response version(Request request) {
        Content then = at(requested(request), request.pathParameter("version"));
        return Response.json(view(request).versions().version(then, then.current()));
    }

    private Response create(Request request) {
        Content created = wiki.editing().create(wiki.viewer(request), draft(request));
        return Response.json(view(request).whole(created, Expand.of(request, CHANGED_EXPAND)));
    }

    private Response update(Request request) {
        JsonNode json = JsonBody.object(request);
        String id = request.pathParameter("id");
        Viewer viewer = wiki.viewer(request);
        Content content = wiki.permissions().requireEvenTrashed(viewer, id);
        if (content.isTrashed() && !"current".equals(JsonBody.text(json, "/status"))) {
            throw RefusedException.notFound(id);
        }
        Content updated = wiki.editing().update(viewer, id, change(json));
        return Response.json(view(request).whole(updated, Expand.of(request, CHANGED_EXPAND)));
    }

    private Response delete(Request request) {
        Viewer viewer = wiki.viewer(request);
        String id = request.pathParameter("id");
        if (request.query().first("status").orElse("current").equals("trashed")) {
            wiki.editing().purge(viewer, id);
        } else {
            wiki.editing().trash(viewer, id);
        }
        return Response.status(204);
    }

    private Content requested(Request request) {
        String id = request.pathParameter("id");
        Viewer viewer = wiki.viewer(request);
        String status = request.query().first("status").orElse("current");
        if (!status.equals("any") && !status.equals("trashed")) {
            return wiki.permissions().require(viewer, id);
        }
        Content content = wiki.permissions().requireEvenTrashed(viewer, id);
        if (status.equals("trashed") && !content.isTrashed()) {
            throw RefusedException.notFound(id);
        }
        return content;
    }

    private static Content at(Content content, String version) {
        if (!version.matches("\\d{1,6}")) {
            throw RefusedException.invalid("version must be a number, not: " + version);
        }
        int number = Integer.parseInt(version);
        if (number < 1 || number > content.current().number()) {
            throw RefusedException.notFound(content.id());
        }
        return content.at(number);
    }

    private Draft draft(Request request) {
        JsonNode json = JsonBody.object(request);
        String wire = JsonBody.required(json, "/type", "Content type is required");
        ContentType type = ContentType.of(wire)
                .filter(known -> known != ContentType.ATTACHMENT)
                .orElseThrow(() -> RefusedException.invalid("Content of type " + wire + " cannot be created here"));
        String body = Objects.requireNonNullElse(body(json), "");
        return type == ContentType.COMMENT
                ? comment(wiki.viewer(request), json, body)
                : new Draft(
                        type,
                        JsonBody.required(json, "/space/key", "Space is required"),
                        JsonBody.required(json, "/title", "Title is required"),
                        parent(json),
                        body);
    }

    private Draft comment(Viewer viewer, JsonNode json, String body) {
        String page = JsonBody.required(json, "/container/id", "A comment needs a container");
        Content container = wiki.permissions().require(viewer, page);
        String parent = parent(json);
        return new Draft(
                ContentType.COMMENT,
                container.spaceKey(),
                "Re: " + container.title(),
                parent == null ? container.id() : parent,
                body);
    }

    private static Change change(JsonNode json) {
        String number = JsonBody.required(
                json,
                "/version/number",
                "Must supply an incremented version when updating Content. No version supplied.");
        if (!number.matches("\\d{1,9}")) {
            throw RefusedException.invalid("version.number must be a number, not: " + number);
        }
        return new Change(
                Integer.parseInt(number),
                JsonBody.text(json, "/title"),
                body(json),
                parent(json),
                Objects.requireNonNullElse(JsonBody.text(json, "/version/message"), ""),
                json.at("/version/minorEdit").asBoolean(false));
    }

    private static @Nullable String parent(JsonNode json) {
        JsonNode ancestors = json.path("ancestors");
        return ancestors.isArray() && !ancestors.isEmpty()
                ? JsonBody.text(ancestors.get(ancestors.size() - 1), "/id")
                : null;
    }

    private static @Nullable String body(JsonNode json) {
        JsonNode body = json.path("body");
        if (body.isMissingNode() || body.isNull() || body.isEmpty()) {
            return null;
        }
        return StorageFormat.checked(JsonBody.required(
                body, "/storage/value", "Only bodies in the storage representation can be saved: body.storage.value"));
    }

    private ContentView view(Request request) {
        return wiki.view(request);
    }
}
