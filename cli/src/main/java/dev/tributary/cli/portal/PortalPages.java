package dev.tributary.cli.portal;

import dev.tributary.cli.client.GatewayClient;
import dev.tributary.cli.client.GatewayProblem;
import dev.tributary.cli.client.Wiki;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The portal's pages: one for people, and the figures that it refreshes. */
final class PortalPages {

    private final PebbleEngine templates =
            new PebbleEngine.Builder().loader(loader()).autoEscaping(true).build();
    private final PortalSettings settings;
    private final GatewayClient gateway;
    private final Wiki wiki;

    PortalPages(PortalSettings settings) {
        this.settings = settings;
        this.gateway = new GatewayClient(settings.gateway(), (request, status) -> {});
        this.wiki = settings.wiki(gateway);
    }

    void home(RoutingContext context) {
        PortalSession session = PortalSession.of(context);
        Map<String, Object> model = new HashMap<>();
        model.put("formToken", session.formToken());
        session.notice().ifPresent(notice -> model.put("notice", notice));
        session.pointer().ifPresent(page -> model.put("pointer", page));
        session.user().ifPresent(user -> {
            model.put("user", user);
            String words = context.request().getParam("q");
            fill(model, session, words == null ? "" : words);
        });
        render(context, 200, "home", model);
    }

    /** Makes a call as the user, so that an expired token is renewed before one's eyes, and returns the figures. */
    void status(RoutingContext context) {
        PortalSession session = PortalSession.of(context);
        context.json(
                session.user().map(name -> figures(name, session)).orElseGet(() -> JsonObject.of("signedOut", true)));
    }

    private JsonObject figures(String name, PortalSession session) {
        try {
            wiki.whoAmI(name);
            ConnectionView view = view(name, session);
            return JsonObject.of("secondsLeft", view.secondsLeft(), "renewals", view.renewals());
        } catch (GatewayProblem problem) {
            return JsonObject.of("problem", problem.getMessage());
        }
    }

    void failed(RoutingContext context) {
        int status = context.statusCode() >= 400 ? context.statusCode() : 500;
        String what = switch (status) {
            case 403 -> "This form is too old, or came from another page. Go back to the portal and try again.";
            case 404 -> "There is no such page here.";
            case 413 -> "That is too long for this form.";
            default -> "The portal could not do that. Try again in a moment.";
        };
        render(context, status, "failed", Map.of("what", what));
    }

    private void fill(Map<String, Object> model, PortalSession session, String words) {
        String user = session.user().orElseThrow();
        try {
            JsonNode connection = gateway.connection(user);
            if (!connection.path("status").asString("").equals("ACTIVE")) {
                model.put("reconnect", connection.path("status").asString("").equals("RECONNECT_REQUIRED"));
                return;
            }
            model.put("query", words);
            model.put("wanted", !session.wanted().isEmpty());
            model.put("home", connection.path("home").asString(""));
            model.put("pages", words.isBlank() ? wiki.pages(user) : wiki.pagesAbout(user, words));
            model.put("spaces", wiki.spaces(user));
            // Read last: the calls above may have renewed the token.
            model.put("connection", view(user, session));
        } catch (GatewayProblem problem) {
            model.put("reconnect", problem.connectAgain());
            model.put("problem", problem.getMessage());
        }
    }

    private ConnectionView view(String user, PortalSession session) {
        return ConnectionView.of(
                gateway.connection(user), session, settings.clock().instant());
    }

    private void render(RoutingContext context, int status, String template, Map<String, Object> model) {
        try {
            StringWriter html = new StringWriter();
            Map<String, Object> all = new HashMap<>(model);
            all.put("cloud", settings.cloud());
            all.put("tokenLife", settings.tokenLife().toSeconds());
            templates.getTemplate(template).evaluate(html, all);
            context.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", "text/html; charset=utf-8")
                    .end(html.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClasspathLoader loader() {
        ClasspathLoader loader = new ClasspathLoader(PortalPages.class.getClassLoader());
        loader.setPrefix("dev/tributary/cli/portal");
        loader.setSuffix(".peb");
        return loader;
    }

    /**
     * The connection as the page shows it.
     *
     * @param account the Confluence account's name
     * @param scopes what was granted
     * @param secondsLeft how long the access token still lives
     * @param renewals how often it was renewed since this browser connected
     */
    record ConnectionView(String account, String scopes, long secondsLeft, long renewals) {

        static ConnectionView of(JsonNode connection, PortalSession session, Instant now) {
            String end = connection.path("expiresAt").asString("");
            long left = end.isEmpty()
                    ? 0
                    : Math.max(0, Duration.between(now, Instant.parse(end)).toSeconds());
            return new ConnectionView(
                    connection.path("account").path("displayName").asString(""),
                    connection
                            .path("scopes")
                            .valueStream()
                            .map(JsonNode::asString)
                            .reduce((a, b) -> a + " " + b)
                            .orElse(""),
                    left,
                    session.renewals(connection.path("generation").asLong(0)));
        }
    }
}
