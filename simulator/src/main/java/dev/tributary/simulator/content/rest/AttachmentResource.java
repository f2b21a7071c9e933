package dev.tributary.simulator.content.rest;

import dev.tributary.simulator.content.Change;
import dev.tributary.simulator.content.Content;
import dev.tributary.simulator.content.RefusedException;
import dev.tributary.simulator.content.Upload;
import dev.tributary.simulator.content.Viewer;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** {@code /content/{id}/child/attachment}: uploads, new data, new names, downloads. */
record AttachmentResource(Wiki wiki) implements Routes {
    private static final String ONE = " /rest/api/content/{id}/child/attachment/{attachment}";

    @Override
    public void addTo(Router router) {
        router.route("POST /rest/api/content/{id}/child/attachment", this::add)
                .route("PUT" + ONE, this::rename)
                .route("DELETE" + ONE, this::delete)
                .route("POST" + ONE + "/data", this::replace)
                .route("GET" + ONE + "/download", this::download);
    }

    private Response add(Request request) {
        Viewer viewer = wiki.viewer(request);
        List<Content> added = wiki.editing().attach(viewer, request.pathParameter("id"), Uploads.of(request));
        ContentView view = wiki.view(request);
        Expand expand = Expand.of(request);
        return Response.json(Listing.of(request).answer(wiki.links(), added, each -> view.render(each, expand)));
    }

    private Response replace(Request request) {
        Content attachment = attachment(request);
        Upload upload = Uploads.of(request).get(0);
        return whole(request, wiki.editing().replace(wiki.viewer(request), attachment.id(), upload));
    }

    private Response rename(Request request) {
        Content attachment = attachment(request);
        JsonNode json = JsonBody.object(request);
        String number = JsonBody.required(json, "/version/number", "Must supply the version of the attachment");
        if (!number.equals(String.valueOf(attachment.current().number()))) {
            throw new RefusedException(
                    RefusedException.Reason.CONFLICT,
                    "The attachment has changed. Current version is: "
                            + attachment.current().number());
        }
        String title = Objects.requireNonNullElse(JsonBody.text(json, "/title"), attachment.title());
        Change change = new Change(attachment.current().number() + 1, title, null, null, "", false);
        return whole(request, wiki.editing().update(wiki.viewer(request), attachment.id(), change));
    }

    private Response delete(Request request) {
        wiki.editing().trash(wiki.viewer(request), attachment(request).id());
        return Response.status(204);
    }

    private Response download(Request request) {
        return Downloads.of(attachment(request));
    }

    private Content attachment(Request request) {
        Content page = wiki.permissions().require(wiki.viewer(request), request.pathParameter("id"));
        Content attachment = wiki.permissions().require(wiki.viewer(request), request.pathParameter("attachment"));
        if (attachment.file() == null || !page.id().equals(attachment.parentId())) {
            throw RefusedException.notFound(request.pathParameter("attachment"));
        }
        return attachment;
    }

    private Response whole(Request request, Content content) {
        return Response.json(wiki.view(request).whole(content, Expand.of(request, "version", "container")));
    }
}
