package dev.tributary.simulator.content.rest;

import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.http.Filter;
import dev.tributary.simulator.http.Handler;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import java.util.List;

/** Everything below {@code /rest/api}: the guards in their order, then the resources; and what answers link to: downloads and pages. */
public final class RestSurface implements Routes {
    private final Handler guarded;
    private final Handler downloads;
    private final ContentPages pages;

    /** Makes the surface over sample content of its own. */
    public RestSurface(Environment environment) {
        Wiki wiki = Wiki.sample(environment);
        this.guarded = Filter.chain(
                List.of(
                        new RateLimit(environment),
                        new XsrfGuard(environment.switches()),
                        new ScopeGuard(),
                        new Refusals()),
                resources(wiki));
        Router files = new Router();
        new Downloads(wiki).addTo(files);
        this.pages = new ContentPages(wiki);
        this.downloads = Filter.chain(List.of(new Refusals()), files);
    }

    private static Router resources(Wiki wiki) {
        Router router = new Router().otherwise(request -> RestErrors.of(404, "null for uri: " + request.path()));
        List.of(
                        new ContentListResource(wiki),
                        new ContentResource(wiki),
                        new ChildResource(wiki),
                        new AttachmentResource(wiki),
                        new LabelResource(wiki),
                        new PropertyResource(wiki),
                        new SearchResource(wiki),
                        new SpaceResource(wiki),
                        new UserResource(wiki))
                .forEach(resource -> resource.addTo(router));
        return router;
    }

    @Override
    public void addTo(Router router) {
        for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
            router.route(method + " /rest/api/{path...}", guarded);
        }
        router.route("GET /rest/experimental/{path...}", guarded);
        router.route("GET /download/attachments/{path...}", downloads);
        pages.addTo(router);
    }
}
