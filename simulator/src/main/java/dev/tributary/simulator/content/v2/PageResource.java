package dev.tributary.simulator.content.v2;

import dev.tributary.simulator.content.Change;
import dev.tributary.simulator.content.Content;
import dev.tributary.simulator.content.ContentStatus;
import dev.tributary.simulator.content.ContentType;
import dev.tributary.simulator.content.Draft;
import dev.tributary.simulator.content.RefusedException;
import dev.tributary.simulator.content.Space;
import dev.tributary.simulator.content.Viewer;
import dev.tributary.simulator.content.rest.JsonBody;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** {@code /pages} or {@code /blogposts}. */
final class PageResource implements Routes {

    private final Shelf shelf;
    private final Inclusions inclusions;
    private final ContentType type;
    private final String path;

    PageResource(Shelf shelf, PropertyStore properties, ContentType type) {
        this.shelf = shelf;
        this.inclusions = new Inclusions(shelf, properties);
        this.type = type;
        this.path = V2Surface.API + (type == ContentType.PAGE ? "/pages" : "/blogposts");
    }

    @Override
    public void addTo(Router router) {
        router.route("GET " + path, this::list)
                .route("POST " + path, this::create)
                .route("GET " + path + "/{id}", this::get)
                .route("PUT " + path + "/{id}", this::update)
                .route("DELETE " + path + "/{id}", this::delete)
                .route("GET " + path + "/{id}/versions", this::versions)
                .route("GET " + path + "/{id}/versions/{version}", this::version)
                .route("GET " + path + "/{id}/operations", this::operations)
                .route(
                        "GET " + V2Surface.API + "/spaces/{space}" + path.substring(V2Surface.API.length()),
                        this::inSpace);
        if (type == ContentType.PAGE) {
            router.route("PUT " + path + "/{id}/title", this::rename);
        }
    }

    private Response list(Request request) {
        List<Content> found = matching(request).stream()
                .filter(content -> Query.accepts(request, "id", content.id()))
                .filter(content -> Query.accepts(
                        request,
                        "space-id",
                        String.valueOf(shelf.space(content.spaceKey()).id())))
                .toList();
        return answer(request, found);
    }

    private Response inSpace(Request request) {
        Space space = shelf.spaceOfId(request, request.pathParameter("space"));
        boolean rootOnly = request.query().first("depth").orElse("all").equals("root");
        List<Content> found = matching(request).stream()
                .filter(content -> content.spaceKey().equals(space.key()))
                .filter(content -> !rootOnly || content.parentId() == null)
                .toList();
        return answer(request, found);
    }

    private List<Content> matching(Request request) {
        List<String> statuses = Query.all(request, "status");
        Viewer viewer = shelf.viewer(request);
        return shelf.archive().store().all().stream()
                .filter(content ->
                        content.type() == type && shelf.archive().permissions().maySee(viewer, content))
                .filter(content -> (statuses.isEmpty() ? List.of("current") : statuses)
                        .contains(content.status().wire()))
                .filter(content -> request.query().first("title").stream().allMatch(content.title()::equalsIgnoreCase))
                .sorted(Query.order(request))
                .toList();
    }

    private Response answer(Request request, List<Content> found) {
        String format = Query.bodyFormatOfList(request);
        View view = shelf.view();
        return CursorList.of(request, shelf.environment(), found, content -> view.page(content, format));
    }

    private Response get(Request request) {
        Content content = requested(request);
        String version = request.query().first("version").orElse("");
        Content shown = version.isEmpty() ? content : at(content, version);
        Map<String, Object> json = shelf.view().page(shown, Query.bodyFormat(request));
        return Response.json(shelf.view().whole(inclusions.add(request, content, path + "/" + content.id(), json)));
    }

    private Response create(Request request) {
        JsonNode json = JsonBody.object(request);
        requireCurrent(json);
        Space space =
                shelf.spaceOfId(request, JsonBody.required(json, "/spaceId", "spaceId is required to create content"));
        String parent = JsonBody.text(json, "/parentId");
        boolean below = type == ContentType.PAGE && !Query.is(request, "root-level");
        Draft draft = new Draft(
                type,
                space.key(),
                JsonBody.required(json, "/title", "title is required for current content"),
                parent == null && below ? space.homepageId() : parent,
                Objects.requireNonNullElse(Bodies.read(json), ""));
        return whole(shelf.archive().editing().create(shelf.viewer(request), draft));
    }

    private Response update(Request request) {
        JsonNode json = JsonBody.object(request);
        Content content =
                shelf.archive().permissions().requireEvenTrashed(shelf.viewer(request), request.pathParameter("id"));
        if (content.type() != type) {
            throw RefusedException.notFound(content.id());
        }
        if (!content.id().equals(JsonBody.required(json, "/id", "id is required"))) {
            throw RefusedException.invalid("The id of the body is not the one of the path");
        }
        JsonBody.required(json, "/status", "status is required");
        requireCurrent(json);
        Change change = new Change(
                Bodies.version(json),
                JsonBody.required(json, "/title", "title is required"),
                Bodies.read(json),
                JsonBody.text(json, "/parentId"),
                Objects.requireNonNullElse(JsonBody.text(json, "/version/message"), ""),
                false);
        return whole(shelf.archive().editing().update(shelf.viewer(request), content.id(), change));
    }

    private Response rename(Request request) {
        JsonNode json = JsonBody.object(request);
        requireCurrent(json);
        Content content = requested(request);
        String title = JsonBody.required(json, "/title", "title is required");
        Change change = new Change(content.current().number() + 1, title, null, null, "", false);
        return whole(shelf.archive().editing().update(shelf.viewer(request), content.id(), change));
    }

    private Response delete(Request request) {
        String id = request.pathParameter("id");
        Viewer viewer = shelf.viewer(request);
        Content content = shelf.archive().permissions().requireEvenTrashed(viewer, id);
        if (content.type() != type) {
            throw RefusedException.notFound(id);
        }
        if (Query.is(request, "purge")) {
            shelf.archive().editing().purge(viewer, id);
        } else {
            shelf.archive().editing().trash(viewer, id);
        }
        return Response.status(204);
    }

    private Response versions(Request request) {
        Content content = requested(request);
        View view = shelf.view();
        return CursorList.of(request, shelf.environment(), content.versions(), view::version);
    }

    private Response version(Request request) {
        Content then = at(requested(request), request.pathParameter("version"));
        Map<String, Object> json = new LinkedHashMap<>(shelf.view().version(then.current()));
        json.put("contentTypeModified", false);
        json.put("collaborators", List.of(View.author(then.current())));
        json.put("prevVersion", then.current().number() - 1);
        return Response.json(json);
    }

    private Response operations(Request request) {
        return Response.json(Map.of("operations", inclusions.operations(request, requested(request))));
    }

    private Content requested(Request request) {
        return shelf.require(request, type, request.pathParameter("id"));
    }

    private Response whole(Content content) {
        return Response.json(shelf.view().whole(shelf.view().page(content, "storage")));
    }

    private static Content at(Content content, String version) {
        if (!version.matches("\\d{1,6}")) {
            throw RefusedException.invalid("A version is a number, not: " + version);
        }
        int number = Integer.parseInt(version);
        if (number < 1 || number > content.current().number()) {
            throw RefusedException.notFound(content.id());
        }
        return content.at(number);
    }

    private static void requireCurrent(JsonNode json) {
        String status = Objects.requireNonNullElse(JsonBody.text(json, "/status"), "current");
        if (!status.equals(ContentStatus.CURRENT.wire())) {
            throw RefusedException.invalid(
                    "This Confluence is a simulator and has no drafts: status is current, not " + status);
        }
    }
}
