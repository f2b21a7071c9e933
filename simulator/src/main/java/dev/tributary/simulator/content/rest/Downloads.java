package dev.tributary.simulator.content.rest;

import dev.tributary.simulator.content.Content;
import dev.tributary.simulator.content.ContentType;
import dev.tributary.simulator.content.FileData;
import dev.tributary.simulator.content.RefusedException;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import java.util.Optional;

/** {@code /download/attachments}: the bytes, as a file to keep and never as a page to show. */
record Downloads(Wiki wiki) implements Routes {
    @Override
    public void addTo(Router router) {
        router.route("GET /download/attachments/{page}/{name}", this::download);
    }

    private Response download(Request request) {
        Content page = wiki.permissions().require(wiki.viewer(request), request.pathParameter("page"));
        String name = request.pathParameter("name");
        return wiki.view(request).children(page, ContentType.ATTACHMENT).stream()
                .filter(attachment -> attachment.title().equals(name))
                .findFirst()
                .map(Downloads::of)
                .orElseThrow(() -> RefusedException.notFound(name));
    }

    static Response of(Content attachment) {
        FileData file =
                Optional.ofNullable(attachment.file()).orElseThrow(() -> RefusedException.notFound(attachment.id()));
        String name = Links.encode(attachment.title()).replace("+", "%20");
        return Response.bytes(200, file.mediaType(), file.bytes())
                .with("Content-Disposition", "attachment; filename*=UTF-8''" + name)
                .with("X-Content-Type-Options", "nosniff")
                .with("Cache-Control", "private, max-age=0");
    }
}
