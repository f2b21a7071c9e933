package dev.tributary.spring.web;

import dev.tributary.Returned;
import dev.tributary.Tributary;
import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.authorization.Callback;
import dev.tributary.authorization.Disconnected;
import dev.tributary.authorization.Disconnected.Revocation;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.CloudSite;
import dev.tributary.model.Connection;
import dev.tributary.model.Owner;
import dev.tributary.model.RateLimited;
import dev.tributary.model.Secret;
import dev.tributary.spring.web.SessionFlows.Flow;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Connects whoever is signed in: sends them to Confluence, takes them back, and disconnects them. */
final class ConnectRoutes {

    private static final Pattern CLOUD_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Logger LOG = LoggerFactory.getLogger(ConnectRoutes.class);

    private final Tributary tributary;
    private final Set<String> sites;
    private final SignedIn signedIn;
    private final OwnForms forms;
    private final SessionFlows flows;
    private final ConnectPages pages;

    ConnectRoutes(Tributary tributary, Set<String> sites, SignedIn signedIn, OwnForms forms, SessionFlows flows) {
        this.tributary = tributary;
        this.sites = Set.copyOf(sites);
        this.signedIn = signedIn;
        this.forms = forms;
        this.flows = flows;
        this.pages = new ConnectPages(forms);
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/confluence/callback/{site}", request -> known(request, this::callback))
                .GET("/confluence/{site}/connect", request -> known(request, this::show))
                .POST("/confluence/{site}/connect", request -> known(request, own(this::connect)))
                .POST("/confluence/{site}/disconnect", request -> known(request, own(this::disconnect)))
                .build();
    }

    /** What is done for whoever is signed in, at a site that there is. */
    private interface Step {

        ServerResponse take(ServerRequest request, String site, String user);
    }

    private ServerResponse known(ServerRequest request, Step step) {
        String site = request.pathVariable("site");
        if (!sites.contains(site)) {
            return Page.saying(HttpStatus.NOT_FOUND, "No such site", "There is nothing to connect to.");
        }
        Optional<String> user = signedIn.user(request.servletRequest());
        if (user.isEmpty()) {
            return Page.saying(HttpStatus.UNAUTHORIZED, "Sign in first", "Nobody is signed in here.");
        }
        Owner owner;
        try {
            owner = new Owner(Owner.DEFAULT_APP, user.get());
        } catch (IllegalArgumentException e) {
            return Page.saying(HttpStatus.FORBIDDEN, "Not for this user", e.getMessage() + " Tell the operator.");
        }
        return step.take(request, site, owner.user());
    }

    private Step own(Step step) {
        return (request, site, user) -> forms.sent(request.servletRequest())
                ? step.take(request, site, user)
                : Page.saying(
                        HttpStatus.FORBIDDEN,
                        "Not from here",
                        "That was not sent by a page of this application. Go back there and try again.");
    }

    private ServerResponse show(ServerRequest request, String site, String user) {
        String returnTo = returnTo(request);
        return tributary
                .connection(user, site)
                .filter(Connection::isActive)
                .map(connection -> pages.connected(request, site, returnTo, connection.account()))
                .orElseGet(() -> pages.connect(request, site, returnTo));
    }

    private ServerResponse connect(ServerRequest request, String site, String user) {
        try {
            return begin(request, site, user);
        } catch (RateLimited e) {
            return pages.tooMany(e.retryAfter());
        }
    }

    private ServerResponse begin(ServerRequest request, String site, String user) {
        HttpSession session = request.servletRequest().getSession();
        Secret secret = SessionFlows.secret(session);
        String returnTo = returnTo(request);
        AuthorizationRequest begun = tributary
                .authorize(user, site)
                .browser(secret)
                .returnTo(returnTo)
                .begin();
        String cloudId = request.param(ConnectPages.CLOUD_ID)
                .filter(id -> CLOUD_ID.matcher(id).matches())
                .orElse(null);
        Flow flow = new Flow(begun.expiresAt(), secret, cloudId, returnTo);
        flows.keep(session, begun.uri(), flow);
        return seeOther(begun.uri());
    }

    private ServerResponse callback(ServerRequest request, String site, String user) {
        HttpServletRequest servlet = request.servletRequest();
        Optional<Flow> flow = flows.take(servlet.getSession(false), servlet.getQueryString());
        Callback callback = Callback.of(
                site, servlet.getQueryString(), flow.map(Flow::secret).orElse(null));
        List<CloudSite> offered = new ArrayList<>();
        String chosen = flow.map(Flow::cloudId).orElse(null);
        try {
            Returned returned =
                    tributary.completeAndReturn(callback, user, several -> chosen(several, chosen, offered));
            return back(request, returned.returnTo());
        } catch (AuthorizationFailed e) {
            String returnTo = flow.map(Flow::returnTo).orElse("/");
            if (e.reason() == Reason.SITE_NOT_CHOSEN && !offered.isEmpty()) {
                return pages.choose(request, site, returnTo, offered);
            }
            return e.reason() == Reason.ACCOUNT_CHANGED
                    ? pages.accountChanged(request, site, e)
                    : pages.failed(request, site, returnTo, e);
        }
    }

    private static Optional<CloudSite> chosen(
            List<CloudSite> several, @Nullable String cloudId, List<CloudSite> offered) {
        offered.addAll(several);
        return several.stream().filter(one -> one.id().equals(cloudId)).findFirst();
    }

    private ServerResponse disconnect(ServerRequest request, String site, String user) {
        String returnTo = returnTo(request);
        Optional<Disconnected> ended = tributary.connection(user, site).map(tributary::disconnect);
        if (ended.isEmpty() || isEndedThere(ended.get())) {
            return back(request, returnTo);
        }
        if (ended.get().revocation() == Revocation.FAILED) {
            LOG.warn(
                    "User '{}' is disconnected from site '{}' here, but Confluence did not confirm that the grant is revoked. The"
                            + " user is shown where to end it: {}",
                    user,
                    site,
                    ended.get().authorizationsPage());
        }
        return pages.endedHereOnly(request, site, returnTo, ended.get());
    }

    /** A grant that another connection lives on is meant to stay. */
    private static boolean isEndedThere(Disconnected ended) {
        return switch (ended.revocation()) {
            case REVOKED, STILL_USED, NOTHING_TO_REVOKE -> true;
            case FAILED, NOT_SUPPORTED -> false;
        };
    }

    /** Anything but a path of this application becomes its first page, so that nobody is led away. */
    private static String returnTo(ServerRequest request) {
        return request.param(ConnectPages.RETURN_TO).filter(ReturnPath::isLocal).orElse("/");
    }

    private static ServerResponse back(ServerRequest request, String returnTo) {
        return seeOther(URI.create(request.requestPath().contextPath().value() + returnTo));
    }

    private static ServerResponse seeOther(URI target) {
        return ServerResponse.status(HttpStatus.SEE_OTHER)
                .location(target)
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
