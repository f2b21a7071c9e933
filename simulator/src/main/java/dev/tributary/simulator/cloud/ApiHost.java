package dev.tributary.simulator.cloud;

import dev.tributary.simulator.environment.Caller;
import dev.tributary.simulator.environment.Caller.How;
import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.environment.Switches;
import dev.tributary.simulator.http.Handler;
import dev.tributary.simulator.http.HttpRefusal;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code /ex/confluence/{cloudId}}: Confluence for apps. Who calls is found out first, then whether the scopes of that site allow it; what
 * is left of version 1 comes after that, and Confluence itself last.
 */
final class ApiHost implements Routes {

    private static final String GONE = "com.atlassian.confluence.api.service.exceptions.pagesmodes.GoneException: "
            + "This deprecated endpoint has been removed.";

    private final Environment environment;
    private final Sites sites;
    private final CloudGrants grants;
    private final ApiTokens apiTokens;
    private final SiteProducts products;
    private final CloudLimit limit;
    private final MediaLinks media;
    private final Router rules;

    ApiHost(Environment environment, Sites sites, CloudGrants grants, ApiTokens apiTokens, SiteProducts products) {
        this.environment = environment;
        this.sites = sites;
        this.grants = grants;
        this.apiTokens = apiTokens;
        this.products = products;
        this.limit = new CloudLimit(environment);
        this.media = new MediaLinks(environment);
        this.rules = new Router().otherwise(this::unlisted);
        ScopeRules.all().forEach(rule -> rules.route(rule.route(), request -> ruled(rule, request)));
    }

    @Override
    public void addTo(Router router) {
        for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
            router.route(method + " /ex/confluence/{cloudId}/{path...}", this::call);
        }
        media.addTo(router);
    }

    private Response call(Request request) {
        String path = "/" + request.pathParameter("path");
        String cloudId = request.pathParameter("cloudId");
        Guest guest = guest(request, cloudId, path);
        Optional<Site> site = sites.find(cloudId).filter(Site::hasConfluence);
        if (site.isEmpty() || !path.startsWith("/wiki/")) {
            return CloudErrors.scopeMissing().servedAs(guest.user().name());
        }
        Request inside = request.withPath(path.substring("/wiki".length()))
                .with(Site.class, site.get())
                .with(Guest.class, guest)
                .with(Caller.class, Caller.of(guest.user(), guest.how()));
        return refusalsToo(next -> limit.apply(site.get(), guest.user(), next, rules), inside)
                .servedAs(guest.user().name());
    }

    /** The journal shall know who was refused. */
    private static Response refusalsToo(Handler handler, Request request) {
        try {
            return handler.handle(request);
        } catch (HttpRefusal refusal) {
            return refusal.response();
        }
    }

    private Response ruled(ScopeRule rule, Request request) {
        Switches switches = environment.switches();
        if (!rule.isMetBy(attribute(request, Guest.class).scopes())) {
            return CloudErrors.scopeMissing();
        }
        if (!isLicensed(request)) {
            return CloudErrors.of(403, "The user does not have access to Confluence.");
        }
        boolean gone = switch (rule.fate()) {
            case STAYS -> false;
            case OPEN -> switches.is(Switch.V1_LABELS_AND_UPLOADS, "gone");
            case GOES -> switches.is(Switch.V1_CONTENT, "gone");
        };
        return gone ? gone() : answered(rule, request);
    }

    private Response answered(ScopeRule rule, Request request) {
        Response answer = products.of(attribute(request, Site.class)).handle(request);
        boolean sentFromMedia = rule.isDownload()
                && answer.status() == 200
                && environment.switches().is(Switch.DOWNLOAD_ANSWER, "redirect");
        return sentFromMedia ? media.redirectTo(answer) : answer;
    }

    /** No scope opens what the table does not know: links for browsers, for example. */
    private Response unlisted(Request request) {
        boolean isApi = request.path().startsWith("/rest/") || request.path().startsWith("/api/");
        return isApi ? products.of(attribute(request, Site.class)).handle(request) : CloudErrors.unauthorized();
    }

    private boolean isLicensed(Request request) {
        Guest guest = attribute(request, Guest.class);
        return environment.switches().is(Switch.CONFLUENCE_LICENSE, "present")
                && (guest.how() == How.SERVICE || attribute(request, Site.class).admits(guest.user()));
    }

    private Guest guest(Request request, String cloudId, String path) {
        Optional<String> token = Basic.credentials(request, "Bearer");
        if (token.isPresent()) {
            return grants.find(token.get())
                    .map(bearer -> guest(bearer, cloudId, path))
                    .orElseThrow(() -> new HttpRefusal(CloudErrors.unauthorized()));
        }
        return Basic.of(request)
                .flatMap(pair -> apiTokens.find(pair.name(), pair.password()))
                .filter(found -> !found.scopes().isEmpty())
                .map(found -> new Guest(found.user(), How.PERSONAL_TOKEN, found.scopes()))
                .orElseThrow(() -> new HttpRefusal(CloudErrors.unauthorized()));
    }

    private Guest guest(Bearer bearer, String cloudId, String path) {
        if (bearer.expired()) {
            throw new HttpRefusal(expired(path).servedAs(bearer.user().name()));
        }
        Set<String> scopes = bearer.siteScopes().getOrDefault(cloudId, Set.of());
        return new Guest(bearer.user(), bearer.service() ? How.SERVICE : How.OAUTH, scopes);
    }

    private Response expired(String path) {
        if (environment.switches().is(Switch.EXPIRED_TOKEN, "401")) {
            return CloudErrors.unauthorized();
        }
        return path.startsWith("/wiki/rest/") ? CloudErrors.of(403, "Forbidden") : CloudErrors.of(404, "Not Found");
    }

    private static Response gone() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("authorized", true);
        data.put("valid", true);
        data.put("errors", List.of());
        data.put("successful", true);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("statusCode", 410);
        body.put("data", data);
        body.put("message", GONE);
        return Response.json(410, body);
    }

    private static <T> T attribute(Request request, Class<T> type) {
        T value = request.attribute(type);
        if (value == null) {
            throw new IllegalStateException("No filter has set the " + type.getSimpleName());
        }
        return value;
    }
}
