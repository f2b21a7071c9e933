package dev.tributary.simulator.content.rest;

import dev.tributary.simulator.content.Archive;
import dev.tributary.simulator.content.ContentStore;
import dev.tributary.simulator.content.SampleContent;
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
    private final Dialect dialect;

    private RestSurface(Wiki wiki, List<Filter> guards) {
        this.dialect = wiki.dialect();
        this.guarded = Filter.chain(guards, resources(wiki));
        Router files = new Router();
        new Downloads(wiki).addTo(files);
        this.pages = new ContentPages(wiki);
        this.downloads = Filter.chain(List.of(new Refusals()), files);
    }

    /** Makes the surface of a Data Center over sample content of its own. */
    public static RestSurface dataCenter(Environment environment) {
        ContentStore store = SampleContent.load(environment.clock().instant());
        Wiki wiki = new Wiki(environment, Archive.of(store, environment.clock()), Dialect.DATA_CENTER);
        return new RestSurface(
                wiki,
                List.of(
                        new RateLimit(environment),
                        new XsrfGuard(environment.switches()),
                        new ScopeGuard(),
                        new Refusals()));
    }

    /** Makes the surface of a site in Cloud; limits and scopes are the concern of whoever lets callers in. */
    public static RestSurface cloud(Environment site, Archive archive) {
        return new RestSurface(
                new Wiki(site, archive, Dialect.CLOUD), List.of(new XsrfGuard(site.switches()), new Refusals()));
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
        if (dialect == Dialect.DATA_CENTER) {
            router.route("GET /rest/experimental/{path...}", guarded);
        }
        router.route("GET /download/attachments/{path...}", downloads);
        pages.addTo(router);
    }
}
