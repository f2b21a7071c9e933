package dev.tributary.simulator.content.v2;

import dev.tributary.simulator.content.Archive;
import dev.tributary.simulator.content.ContentType;
import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.http.Filter;
import dev.tributary.simulator.http.Handler;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import java.util.List;

/** Everything below {@code /api/v2} of one site. */
public final class V2Surface implements Routes {

    /** Where it lives within the product. */
    static final String API = "/api/v2";

    private final Handler resources;

    /** Makes the surface over that content; limits and scopes are the concern of whoever lets callers in. */
    public V2Surface(Environment site, Archive archive) {
        Shelf shelf = new Shelf(site, archive);
        PropertyStore properties = new PropertyStore(site.clock());
        Router router = new Router().otherwise(request -> Errors.of(404, "NOT_FOUND", "Not Found"));
        List.of(
                        new PageResource(shelf, properties, ContentType.PAGE),
                        new PageResource(shelf, properties, ContentType.BLOGPOST),
                        new TreeResource(shelf),
                        new SpaceResource(shelf),
                        new CommentResource(shelf, false),
                        new CommentResource(shelf, true),
                        new AttachmentResource(shelf),
                        new LabelResource(shelf),
                        new PropertyResource(shelf, properties),
                        new SpacePropertyResource(shelf, properties),
                        new PeopleResource(shelf))
                .forEach(resource -> resource.addTo(router));
        this.resources = Filter.chain(List.of(Errors::inForm), router);
    }

    @Override
    public void addTo(Router router) {
        for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
            router.route(method + " " + API + "/{path...}", resources);
        }
    }
}
