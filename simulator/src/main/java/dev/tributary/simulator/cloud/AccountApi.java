package dev.tributary.simulator.cloud;

import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.environment.User;
import dev.tributary.simulator.http.HttpRefusal;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the API host says about the token itself: the sites it is good for, and whose it is. */
final class AccountApi implements Routes {

    private final Environment environment;
    private final Sites sites;
    private final CloudGrants grants;

    AccountApi(Environment environment, Sites sites, CloudGrants grants) {
        this.environment = environment;
        this.sites = sites;
        this.grants = grants;
    }

    @Override
    public void addTo(Router router) {
        router.route("GET /oauth/token/accessible-resources", this::resources).route("GET /me", this::me);
    }

    private Response resources(Request request) {
        Bearer bearer = bearer(request);
        List<Map<String, Object>> resources = new ArrayList<>();
        if (!environment.switches().is(Switch.RESOURCES, "empty")) {
            bearer.siteScopes()
                    .forEach((cloudId, scopes) -> sites.find(cloudId)
                            .filter(site -> bearer.service() || site.admits(bearer.user()))
                            .ifPresent(site -> resources.addAll(entries(site, List.copyOf(scopes)))));
        }
        return Response.json(resources).servedAs(bearer.user().name());
    }

    /** One entry for each product; by switch even those of Confluence in two. */
    private List<Map<String, Object>> entries(Site site, List<String> scopes) {
        List<Map<String, Object>> entries = new ArrayList<>();
        for (Product product : Product.values()) {
            List<String> own = scopes.stream().filter(product::owns).toList();
            int cut = environment.switches().is(Switch.RESOURCES, "split") ? own.size() / 2 : 0;
            for (List<String> part : List.of(own.subList(0, cut), own.subList(cut, own.size()))) {
                if (!part.isEmpty()) {
                    entries.add(entry(site, product, part));
                }
            }
        }
        return entries;
    }

    private Map<String, Object> entry(Site site, Product product, List<String> scopes) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", site.cloudId());
        entry.put("url", site.url(environment.baseUrl()).toString());
        entry.put("name", site.name());
        entry.put("scopes", scopes);
        entry.put("avatarUrl", environment.baseUrl() + "/site/" + site.name() + "/avatar/" + product.key() + ".png");
        return entry;
    }

    private Response me(Request request) {
        Bearer bearer = bearer(request);
        if (!bearer.accountScopes().contains("read:me")) {
            throw new HttpRefusal(
                    CloudErrors.scopeMissing().servedAs(bearer.user().name()));
        }
        return Response.json(described(bearer.user())).servedAs(bearer.user().name());
    }

    private Map<String, Object> described(User user) {
        Map<String, Object> me = new LinkedHashMap<>();
        me.put("account_type", "atlassian");
        me.put("account_id", user.accountId());
        me.put("email", user.email());
        me.put("name", user.displayName());
        me.put("picture", environment.baseUrl() + "/avatar/" + user.name() + ".png");
        me.put("account_status", "active");
        me.put("nickname", user.name());
        me.put("zoneinfo", "Europe/Berlin");
        me.put("locale", "en-US");
        me.put("extended_profile", Map.of("job_title", "", "organization", "", "department", "", "location", ""));
        return me;
    }

    private Bearer bearer(Request request) {
        return Basic.credentials(request, "Bearer")
                .flatMap(grants::find)
                .filter(bearer -> !bearer.expired())
                .orElseThrow(() -> new HttpRefusal(CloudErrors.unauthorized()));
    }
}
