package dev.tributary.gateway.api;

import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.Site;
import dev.tributary.deployment.Sites;
import dev.tributary.gateway.audit.Audit;
import dev.tributary.gateway.config.AppConfig;
import dev.tributary.gateway.connect.ConnectLink;
import dev.tributary.gateway.connect.ConnectLinks;
import dev.tributary.gateway.http.Answer;
import dev.tributary.gateway.http.Incoming;
import dev.tributary.gateway.http.Refused;
import dev.tributary.gateway.identity.Identity;
import dev.tributary.model.Owner;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes links for applications to send their users to. */
final class LinkApi {

    private static final Set<String> MEMBERS = Set.of("user", "site", "scopes", "returnTo", "state");
    private static final Set<String> NAMING = Set.of("read:me", "read:confluence-user");
    private static final Pattern STATE = Pattern.compile("[A-Za-z0-9._~-]{16,512}");

    private final ConnectLinks links;
    private final Sites sites;
    private final Audit audit;

    LinkApi(ConnectLinks links, Sites sites, Audit audit) {
        this.links = links;
        this.sites = sites;
        this.audit = audit;
    }

    Answer make(Identity asking, Incoming request) {
        JsonBody body = JsonBody.read(request.body(), MEMBERS);
        AppConfig app = asking.app();
        Owner owner = Users.of(asking, body.optional("user"));
        String site = body.text("site");
        Users.checkSite(app, site);
        List<String> scopes = Ceiling.within(app, sites.get(site), body.texts("scopes"));
        checkNameable(sites.get(site), scopes);
        ConnectLinks.Made made = links.make(new ConnectLink(owner, site, scopes, returnTo(app, body), state(body)));
        audit.event("link.made").owner(owner).with("site", site).log();
        return Answer.json(
                201, Map.of("url", made.url(), "expiresAt", made.expiresAt().toString()));
    }

    /** Without them the consent would be in vain, and its user would be told of an operator. */
    private static void checkNameable(Site site, List<String> scopes) {
        if (site.deployment() instanceof Cloud && scopes.stream().noneMatch(NAMING::contains)) {
            throw Refused.malformed(
                    "On Cloud read:me or read:confluence-user has to be among the scopes: without either nobody"
                            + " can tell who consented.");
        }
    }

    private static String returnTo(AppConfig app, JsonBody body) {
        String returnTo = body.text("returnTo");
        if (!app.returnUrls().contains(returnTo)) {
            throw Refused.malformed("The member 'returnTo' must be one of the app's returnUrls, to the letter.");
        }
        return returnTo;
    }

    private static String state(JsonBody body) {
        String state = body.text("state");
        if (!STATE.matcher(state).matches()) {
            throw Refused.malformed("The member 'state' must have 16 to 512 characters of A-Z a-z 0-9 . _ ~ -.");
        }
        return state;
    }
}
