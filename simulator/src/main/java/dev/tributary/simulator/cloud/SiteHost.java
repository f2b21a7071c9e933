package dev.tributary.simulator.cloud;

import dev.tributary.simulator.access.Session;
import dev.tributary.simulator.access.Sessions;
import dev.tributary.simulator.environment.Caller;
import dev.tributary.simulator.environment.Caller.How;
import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.environment.User;
import dev.tributary.simulator.http.HttpRefusal;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import dev.tributary.simulator.pages.LoginPages;
import java.util.List;
import java.util.Optional;

/**
 * {@code /site/{name}}: a site's own host. It takes API tokens without scopes for both versions of REST, and no access token; browsers get
 * pages.
 */
final class SiteHost implements Routes {

    private final Environment environment;
    private final Sessions sessions;
    private final Sites sites;
    private final ApiTokens apiTokens;
    private final SiteProducts products;

    SiteHost(Environment environment, Sessions sessions, Sites sites, ApiTokens apiTokens, SiteProducts products) {
        this.environment = environment;
        this.sessions = sessions;
        this.sites = sites;
        this.apiTokens = apiTokens;
        this.products = products;
    }

    @Override
    public void addTo(Router router) {
        for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
            router.route(method + " /site/{name}/{path...}", this::call);
        }
    }

    private Response call(Request request) {
        String path = "/" + request.pathParameter("path");
        Optional<Site> site = sites.named(request.pathParameter("name")).filter(Site::hasConfluence);
        if (site.isEmpty() || !path.startsWith("/wiki/")) {
            return CloudErrors.of(404, "Not Found");
        }
        Request inside = request.withPath(path.substring("/wiki".length()));
        if (isPublic(inside.path())) {
            return products.of(site.get()).handle(inside);
        }
        boolean isApi = inside.path().startsWith("/rest/") || inside.path().startsWith("/api/");
        return isApi || request.header("Authorization").isPresent()
                ? served(site.get(), user(request), How.BASIC, inside)
                : page(site.get(), request, inside);
    }

    private Response page(Site site, Request request, Request inside) {
        Optional<Session> session = sessions.of(request);
        return session.map(known -> served(site, known.user(), How.SESSION, inside))
                .orElseGet(() -> LoginPages.detour(environment, request.path()));
    }

    private Response served(Site site, User user, How how, Request inside) {
        boolean admitted = site.admits(user) && environment.switches().is(Switch.CONFLUENCE_LICENSE, "present");
        Response answer = admitted
                ? products.of(site).handle(inside.with(Caller.class, Caller.of(user, how)))
                : CloudErrors.of(403, "The user does not have access to Confluence.");
        return answer.servedAs(user.name());
    }

    private User user(Request request) {
        return Basic.of(request)
                .flatMap(pair -> apiTokens.find(pair.name(), pair.password()))
                .filter(found -> found.scopes().isEmpty())
                .map(ApiTokens.ApiToken::user)
                .orElseThrow(() -> new HttpRefusal(CloudErrors.unauthorized()));
    }

    private static boolean isPublic(String path) {
        return path.startsWith("/s/");
    }
}
