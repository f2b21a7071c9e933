package dev.tributary.gateway.connect;

import dev.tributary.authorization.AuthorizationIntent;
import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.authorization.Authorizations;
import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.Deployment;
import dev.tributary.deployment.Site;
import dev.tributary.deployment.Sites;
import dev.tributary.gateway.connect.ConnectLinks.Found;
import dev.tributary.gateway.http.Answer;
import dev.tributary.gateway.http.Fields;
import dev.tributary.gateway.http.Incoming;
import dev.tributary.model.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The page behind a link, and its button. */
final class LinkPages {

    private static final String FORM_TOKEN = "form-token";

    private final ConnectLinks links;
    private final Authorizations authorizations;
    private final Sites sites;
    private final FlowCookie cookie;
    private final FormOrigin origin;
    private final Pages pages;

    LinkPages(
            ConnectLinks links,
            Authorizations authorizations,
            Sites sites,
            FlowCookie cookie,
            FormOrigin origin,
            Pages pages) {
        this.links = links;
        this.authorizations = authorizations;
        this.sites = sites;
        this.cookie = cookie;
        this.origin = origin;
        this.pages = pages;
    }

    /** Shows who asks for what, and spends nothing: scanners of mails look at links before people do. */
    Answer show(Incoming request) {
        Found found = links.find(request.parameter());
        if (!(found instanceof Found.Open open)) {
            return notOpen(found);
        }
        Secret browser = cookie.shownOrNew(request.headers());
        return page(open.link(), FormToken.of(browser, request.parameter())).with("Set-Cookie", cookie.keep(browser));
    }

    /** Spends the link, and sends the browser to Confluence. */
    Answer go(Incoming request) {
        Found found = links.find(request.parameter());
        if (!(found instanceof Found.Open open)) {
            return notOpen(found);
        }
        String given =
                Fields.read(request.body().toString(StandardCharsets.UTF_8)).getOrDefault(FORM_TOKEN, "");
        return cookie.shown(request.headers())
                .filter(browser -> FormToken.matches(given, browser, request.parameter()))
                .filter(browser -> !origin.isForeign(request.headers()))
                .map(browser -> go(open, browser))
                .orElseGet(this::notFromOurPage);
    }

    private Answer go(Found.Open open, Secret browser) {
        ConnectLink link = open.link();
        AuthorizationRequest flow = authorizations.begin(new AuthorizationIntent(
                link.owner(), link.site(), link.scopes(), link.returnTo(), link.state(), browser));
        return links.spend(open.ticket())
                ? Answer.seeOther(flow.uri().toString()).with("Set-Cookie", cookie.keep(browser))
                : notOpen(new Found.Over());
    }

    private Answer page(ConnectLink link, String formToken) {
        Site site = sites.get(link.site());
        Map<String, Object> model = Map.of(
                "app", link.owner().app(),
                "user", link.owner().user(),
                "site", link.site(),
                "host", host(site.deployment()),
                "asked", Asked.of(link.scopes()),
                "formToken", formToken);
        URI authorize = site.deployment().endpoints().authorize();
        return pages.form("connect", model, List.of(authorize, URI.create(link.returnTo())));
    }

    /** On Cloud the user chooses where, unless the operator has. */
    private static String host(Deployment deployment) {
        if (deployment instanceof Cloud cloud) {
            return cloud.onlySite() == null
                    ? "your Atlassian site"
                    : cloud.onlySite().getAuthority();
        }
        return deployment.baseUrl().getAuthority();
    }

    private Answer notOpen(Found found) {
        return found instanceof Found.Over
                ? pages.message(
                        410,
                        "This link no longer works",
                        "A link works once, and for a quarter of an hour. Go back to the application and start again there.")
                : pages.message(
                        404,
                        "There is no such link",
                        "Check that the whole address was copied, or go back to the application and start again there.");
    }

    private Answer notFromOurPage() {
        return pages.message(
                403,
                "This did not come from our page",
                "Open the link again in this browser, allow this site to keep a cookie, and press the button there.");
    }
}
