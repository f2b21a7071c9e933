package dev.tributary.simulator.content.rest;

import dev.tributary.simulator.content.Content;
import dev.tributary.simulator.content.ContentType;
import dev.tributary.simulator.content.Viewer;
import dev.tributary.simulator.environment.Caller;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import dev.tributary.simulator.pages.LoginPages;
import dev.tributary.simulator.pages.Page;
import java.util.Optional;
import java.util.stream.Collectors;

/** The pages that {@code webui} links lead to, for people who follow them. */
record ContentPages(Wiki wiki) implements Routes {
    private static final String CONTENT = """
            <p class="hint">%1$s &middot; version %2$d, %3$s by %4$s%5$s</p>
            <article>%6$s</article>
            %7$s%8$s""";

    @Override
    public void addTo(Router router) {
        router.route("GET /display/{space}", this::home)
                .route("GET /display/{space}/{title}", this::titled)
                .route("GET /pages/viewpage.action", this::numbered)
                .route("GET /spaces/{space}", this::home)
                .route("GET /spaces/{space}/pages/{id}", this::identified)
                .route("GET /spaces/{space}/pages/{id}/{title}", this::identified)
                .route("GET /spaces/{space}/blog/{id}", this::identified);
    }

    private Response home(Request request) {
        return show(
                request,
                wiki.store()
                        .space(request.pathParameter("space"))
                        .flatMap(space -> wiki.store().find(space.homepageId())));
    }

    private Response titled(Request request) {
        String title = request.pathParameter("title");
        return show(
                request,
                wiki.store().all().stream()
                        .filter(content -> content.type() == ContentType.PAGE && !content.isTrashed())
                        .filter(content -> content.spaceKey().equals(request.pathParameter("space")))
                        .filter(content ->
                                content.title().equals(title) || content.title().equals(title.replace('+', ' ')))
                        .findFirst());
    }

    private Response identified(Request request) {
        return show(request, wiki.store().find(request.pathParameter("id")).filter(content -> !content.isTrashed()));
    }

    private Response numbered(Request request) {
        return show(
                request,
                wiki.store().find(request.query().first("pageId").orElse("")).filter(content -> !content.isTrashed()));
    }

    private Response show(Request request, Optional<Content> found) {
        Viewer viewer = wiki.viewer(request);
        Caller caller = Caller.of(request);
        Page page = new Page(wiki.environment());
        Optional<Content> visible = found.filter(content -> wiki.permissions().maySee(viewer, content));
        if (visible.isEmpty() && viewer.isAnonymous()) {
            String query = request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
            return LoginPages.detour(wiki.environment(), request.path() + query);
        }
        return visible.map(content -> page.show(200, content.title(), caller.user(), html(wiki.view(request), content)))
                .orElseGet(() -> page.show(
                        404, "Page not found", caller.user(), "<p>There is no such page, or you may not see it.</p>"));
    }

    private String html(ContentView view, Content content) {
        String labels = content.labels().stream().map(Page::escape).collect(Collectors.joining(", "));
        return CONTENT.formatted(
                Page.escape(content.spaceKey()),
                content.current().number(),
                wiki.dialect().friendly(content.current().when()),
                Page.escape(content.current().by()),
                labels.isEmpty() ? "" : " &middot; " + labels,
                SafeHtml.of(content.body()),
                attachments(view, content),
                comments(view, content));
    }

    private String attachments(ContentView view, Content content) {
        String context = wiki.environment().contextPath();
        return list(
                "Attachments",
                view.children(content, ContentType.ATTACHMENT).stream()
                        .map(file -> "<li><a href=\"" + Page.escape(context + Links.download(file)) + "\">"
                                + Page.escape(file.title()) + "</a></li>")
                        .collect(Collectors.joining()));
    }

    private static String comments(ContentView view, Content content) {
        return list(
                "Comments",
                view.children(content, ContentType.COMMENT).stream()
                        .map(comment ->
                                "<li><strong>" + Page.escape(comment.current().by()) + "</strong> "
                                        + SafeHtml.of(comment.body()) + "</li>")
                        .collect(Collectors.joining()));
    }

    private static String list(String heading, String items) {
        return items.isEmpty() ? "" : "<h2>" + heading + "</h2><ul>" + items + "</ul>";
    }
}
