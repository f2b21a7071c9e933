package dev.tributary.cli.portal;

import dev.tributary.cli.client.GatewayClient;
import dev.tributary.cli.client.GatewayProblem;
import dev.tributary.cli.client.Wiki;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What the portal's buttons and forms do. Each ends on the home page, with a notice of what happened. */
final class PortalForms {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9.-]{0,31}");

    private static final Map<String, String> FAILURES = Map.of(
            "denied", "You denied access. Nothing was connected; connect again whenever you like.",
            "expired", "That took too long. Please connect again.",
            "no_site", "Your Atlassian account has no Confluence site that this portal may use.");

    private final PortalSettings settings;
    private final GatewayClient gateway;
    private final Wiki wiki;

    PortalForms(PortalSettings settings) {
        this.settings = settings;
        this.gateway = new GatewayClient(settings.gateway(), (request, status) -> {});
        this.wiki = settings.wiki(gateway);
    }

    /** A real application asks for a password here; the demo lets anybody be anybody, on this machine only. */
    void signIn(RoutingContext context) {
        String name = field(context, "user").toLowerCase(Locale.ROOT);
        if (NAME.matcher(name).matches()) {
            PortalSession.of(context).signIn(name);
        } else {
            PortalSession.of(context).tell("A name has letters, digits, dots and hyphens, and begins with a letter.");
        }
        home(context);
    }

    void onlyFromOurPages(RoutingContext context) {
        if (PortalSession.of(context).isFormToken(context.request().getFormAttribute("form-token"))) {
            context.next();
        } else {
            context.fail(403);
        }
    }

    void signOut(RoutingContext context) {
        PortalSession.of(context).signOut();
        home(context);
    }

    void connect(RoutingContext context) {
        asUser(context, user -> {
            String returnTo = "http://" + context.request().authority() + "/back";
            PortalSession session = PortalSession.of(context);
            List<String> wanted = session.wanted();
            URI link = gateway.connectLink(
                    user, returnTo, session.state(), wanted.isEmpty() ? settings.firstScopes() : wanted);
            redirect(context, link.toString());
        });
    }

    /**
     * Where the browser comes back to. The code is redeemed for whoever is signed in here, in this very browser: never for a
     * name that came with the URL.
     */
    void back(RoutingContext context) {
        PortalSession session = PortalSession.of(context);
        if (!session.isState(context.request().getParam("state"))) {
            session.tell("That link belongs to another browser or an older session. Please connect from here.");
            home(context);
            return;
        }
        String code = context.request().getParam("connection_code");
        if (code == null) {
            String error = String.valueOf(context.request().getParam("error"));
            session.tell(
                    FAILURES.getOrDefault(error, "Confluence was not connected (" + error + "). Please try again."));
            home(context);
            return;
        }
        asUser(context, user -> {
            JsonNode connection = gateway.confirm(code, user);
            session.forgetRenewals();
            session.want(List.of());
            session.tell("Connected as "
                    + connection.path("account").path("displayName").asString("") + ".");
            home(context);
        });
    }

    void createPage(RoutingContext context) {
        asUser(context, user -> {
            Wiki.Page page =
                    wiki.create(user, field(context, "space"), field(context, "title"), field(context, "text"));
            PortalSession.of(context).tell("Created the page “" + page.title() + "”.");
            home(context);
        });
    }

    void comment(RoutingContext context) {
        asUser(context, user -> {
            wiki.comment(user, field(context, "page"), field(context, "text"));
            PortalSession.of(context).tell("Added your comment.");
            home(context);
        });
    }

    void endToken(RoutingContext context) {
        asUser(context, user -> {
            String account =
                    gateway.connection(user).path("account").path("username").asString("");
            settings.endToken().accept(account);
            PortalSession.of(context)
                    .tell("Confluence has ended the access token. This page was read with the one that replaced it.");
            home(context);
        });
    }

    void disconnect(RoutingContext context) {
        asUser(context, user -> {
            String id = gateway.connection(user).path("id").asString("");
            JsonNode answer = gateway.disconnect(id);
            PortalSession session = PortalSession.of(context);
            session.want(List.of());
            if (answer.path("revocation").asString("").equals("NOT_SUPPORTED")) {
                session.tell(
                        "Disconnected: the tokens are erased here. Confluence cannot revoke on request what you allowed."
                                + " It lives on until you end it there.");
                session.point(answer.path("authorizationsPage").asString(""));
            } else {
                session.tell("Disconnected. " + answer.path("detail").asString(""));
            }
            home(context);
        });
    }

    private static void asUser(RoutingContext context, Consumer<String> action) {
        PortalSession session = PortalSession.of(context);
        if (session.user().isEmpty()) {
            session.tell("Please sign in first.");
            home(context);
            return;
        }
        try {
            action.accept(session.user().get());
        } catch (GatewayProblem problem) {
            if (problem.connectScopes().isEmpty()) {
                session.tell(String.valueOf(problem.getMessage()));
            } else {
                session.want(problem.connectScopes());
                session.tell("You have not allowed this portal to do that yet.");
            }
            home(context);
        }
    }

    private static String field(RoutingContext context, String name) {
        String value = context.request().getFormAttribute(name);
        return value == null ? "" : value.strip();
    }

    private static void home(RoutingContext context) {
        redirect(context, "/");
    }

    private static void redirect(RoutingContext context, String to) {
        context.response().setStatusCode(303).putHeader("Location", to).end();
    }
}
