package dev.tributary.spring.web;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import dev.tributary.Returned;
import dev.tributary.Tributary;
import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.authorization.Callback;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.CloudSite;
import dev.tributary.model.Secret;
import dev.tributary.spring.web.SessionFlows.Flow;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Connects whoever is signed in: sends them to Confluence, takes them back, and disconnects them. */
public final class ConnectRoutes {

    private static final String RETURN_TO = "returnTo";
    private static final String CLOUD_ID = "cloudId";

    private final Tributary tributary;
    private final Set<String> sites;
    private final SignedIn signedIn;
    private final HiddenField field;
    private final OwnForms forms;
    private final SessionFlows flows;

    ConnectRoutes(
            Tributary tributary,
            Set<String> sites,
            SignedIn signedIn,
            HiddenField field,
            OwnForms forms,
            SessionFlows flows) {
        this.tributary = tributary;
        this.sites = Set.copyOf(sites);
        this.signedIn = signedIn;
        this.field = field;
        this.forms = forms;
        this.flows = flows;
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
            return Page.of(HttpStatus.NOT_FOUND, "No such site", Page.paragraph("There is nothing to connect to."));
        }
        Optional<String> user = signedIn.user(request.servletRequest());
        return user.isPresent()
                ? step.take(request, site, user.get())
                : Page.of(HttpStatus.UNAUTHORIZED, "Sign in first", Page.paragraph("Nobody is signed in here."));
    }

    private Step own(Step step) {
        return (request, site, user) -> forms.sent(request.servletRequest())
                ? step.take(request, site, user)
                : Page.of(
                        HttpStatus.FORBIDDEN,
                        "Not from here",
                        Page.paragraph(
                                "That was not sent by a page of this application. Go back there and try again."));
    }

    private ServerResponse show(ServerRequest request, String site, String user) {
        String returnTo = request.param(RETURN_TO).orElse("/");
        Map<String, String> fields = fields(request.servletRequest(), returnTo);
        return Page.of(
                HttpStatus.OK,
                "Connect to Confluence",
                Page.paragraph("This application would like to act in Confluence (" + site + ") as you.")
                        + Page.form(action(request, site), fields, "<button>Connect</button>"));
    }

    private ServerResponse connect(ServerRequest request, String site, String user) {
        Secret secret = AuthorizationRequest.newBrowser();
        AuthorizationRequest begun;
        try {
            begun = tributary
                    .authorize(user, site)
                    .browser(secret)
                    .returnTo(request.param(RETURN_TO).orElse("/"))
                    .begin();
        } catch (IllegalArgumentException e) {
            return Page.of(HttpStatus.BAD_REQUEST, "Not possible", Page.paragraph(String.valueOf(e.getMessage())));
        }
        String cloudId = request.param(CLOUD_ID).orElse(null);
        flows.keep(request.servletRequest().getSession(), begun.uri(), new Flow(begun.expiresAt(), secret, cloudId));
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
            return seeOther(URI.create(request.requestPath().contextPath().value() + returned.returnTo()));
        } catch (AuthorizationFailed e) {
            return e.reason() == Reason.SITE_NOT_CHOSEN && !offered.isEmpty()
                    ? choose(request, site, offered)
                    : failed(request, site, e);
        }
    }

    private static Optional<CloudSite> chosen(
            List<CloudSite> several, @Nullable String cloudId, List<CloudSite> offered) {
        offered.addAll(several);
        return several.stream().filter(one -> one.id().equals(cloudId)).findFirst();
    }

    private ServerResponse choose(ServerRequest request, String site, List<CloudSite> offered) {
        StringBuilder buttons = new StringBuilder();
        offered.forEach(one -> buttons.append("<p><button name=\"" + CLOUD_ID + "\" value=\"")
                .append(htmlEscape(one.id()))
                .append("\">")
                .append(htmlEscape(one.name() + " (" + one.url() + ")"))
                .append("</button></p>"));
        return Page.of(
                HttpStatus.OK,
                "Which Confluence?",
                Page.paragraph("Your account has several. Choose the one that this application is to act in.")
                        + Page.form(action(request, site), fields(request.servletRequest(), "/"), buttons.toString()));
    }

    private ServerResponse failed(ServerRequest request, String site, AuthorizationFailed failure) {
        Map<String, String> fields = fields(request.servletRequest(), "/");
        return Page.of(
                HttpStatus.BAD_REQUEST,
                "Not connected",
                Page.paragraph(failure.getMessage())
                        + Page.form(action(request, site), fields, "<button>Start again</button>"));
    }

    private ServerResponse disconnect(ServerRequest request, String site, String user) {
        tributary.connection(user, site).ifPresent(tributary::disconnect);
        String returnTo = request.param(RETURN_TO).filter(ReturnPath::isLocal).orElse("/");
        return seeOther(URI.create(request.requestPath().contextPath().value() + returnTo));
    }

    private Map<String, String> fields(HttpServletRequest request, String returnTo) {
        Map<String, String> fields = new LinkedHashMap<>(field.of(request));
        fields.put(RETURN_TO, returnTo);
        return fields;
    }

    private static String action(ServerRequest request, String site) {
        return request.requestPath().contextPath().value() + "/confluence/" + site + "/connect";
    }

    private static ServerResponse seeOther(URI target) {
        return ServerResponse.status(HttpStatus.SEE_OTHER)
                .location(target)
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
