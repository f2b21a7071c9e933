package dev.tributary.simulator.pages;

import dev.tributary.simulator.access.Session;
import dev.tributary.simulator.access.Sessions;
import dev.tributary.simulator.environment.Caller;
import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.environment.User;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import dev.tributary.simulator.oauth.Authorization;
import dev.tributary.simulator.oauth.OAuthProvider;
import java.net.URI;
import java.util.Optional;

/** Asks the user, every time, and shows what went wrong when there is no client to tell. */
public final class ConsentPages implements Routes {

    private static final String PATH = "/plugins/servlet/oauth2/consent";
    private static final String FORM = """
            <p><strong>%1$s</strong> wants to act in Confluence as you.</p>
            <dl>
            <dt>You are logged in as</dt><dd>%2$s (%3$s)</dd>
            <dt>Permission</dt><dd><strong>%4$s</strong>: %5$s, as far as you may do so yourself</dd>
            <dt>Afterwards you return to</dt><dd>%6$s</dd>
            </dl>
            <form method="post" action="%7$s%8$s">
            <input type="hidden" name="request" value="%9$s">
            <input type="hidden" name="atl_token" value="%10$s">
            <div class="buttons">
            <button class="primary" type="submit" name="decision" value="approve">Approve</button>
            <button type="submit" name="decision" value="deny">Deny</button>
            </div>
            </form>
            """;

    private final Environment environment;
    private final Sessions sessions;
    private final OAuthProvider provider;
    private final Page page;

    /** Makes the pages. */
    public ConsentPages(Environment environment, Sessions sessions, OAuthProvider provider) {
        this.environment = environment;
        this.sessions = sessions;
        this.provider = provider;
        this.page = new Page(environment);
    }

    @Override
    public void addTo(Router router) {
        router.route("GET " + PATH, this::ask)
                .route("POST " + PATH, this::answer)
                .route("GET /plugins/servlet/oauth2/error", this::error);
    }

    private Response ask(Request request) {
        String id = request.query().first("request").orElse("");
        Optional<Authorization> asked = provider.pending().find(id);
        if (asked.isEmpty()) {
            return toErrorPage("request");
        }
        Caller caller = Caller.of(request);
        User user = caller.user();
        if (user == null) {
            return LoginPages.detour(environment, PATH + "?request=" + id);
        }
        return page.show(200, "Allow access?", user, form(asked.get(), user, id, formToken(request)));
    }

    private Response answer(Request request) {
        User user = Caller.of(request).user();
        String id = request.form().first("request").orElse("");
        if (user == null) {
            return LoginPages.detour(environment, PATH + "?request=" + id);
        }
        Optional<Session> session = sessions.of(request);
        if (session.isPresent() && !Sessions.isGenuine(session.get(), request)) {
            return toErrorPage("form");
        }
        return provider.pending()
                .take(id)
                .map(asked ->
                        decided(asked, user, request.form().first("decision").orElse("deny")))
                .orElseGet(() -> toErrorPage("request"));
    }

    private Response decided(Authorization asked, User user, String decision) {
        if (decision.equals("approve")) {
            return Response.seeOther(asked.answer("code", provider.codes().issue(asked, user)));
        }
        return environment.switches().is(Switch.DENY_ANSWER, "error-page")
                ? toErrorPage("denied")
                : Response.seeOther(asked.answer("error", "access_denied"));
    }

    private Response error(Request request) {
        String cause = request.query().first("cause").orElse("");
        String asked = request.query().first("asked").orElse("");
        String content = "<p>" + explained(cause) + "</p>";
        if (cause.equals("redirect-uri") && !asked.isBlank()) {
            content += "<p>It asked for <code>" + Page.escape(asked) + "</code></p>";
        }
        return page.show(400, "This cannot be authorized", Caller.of(request).user(), content);
    }

    private static String explained(String cause) {
        return switch (cause) {
            case "base-url" -> "Confluence's base URL is not https. Its administrator has to change that first.";
            case "client" ->
                "Confluence does not know the application that sent you here. Its client id may be wrong, "
                        + "or the application link was deleted.";
            case "redirect-uri" ->
                "The application asked to send you to an address that is not registered for it, or not to https.";
            case "denied" -> "You did not allow the access. Nothing was changed.";
            case "form" -> "The form was not the one shown to you. Go back to the application and start again.";
            default -> "This request was answered already or is too old. Go back to the application and start again.";
        };
    }

    private String form(Authorization asked, User user, String id, String formToken) {
        return FORM.formatted(
                Page.escape(asked.client().id()),
                Page.escape(user.displayName()),
                Page.escape(user.name()),
                asked.scope().label(),
                asked.scope().description(),
                Page.escape(String.valueOf(URI.create(asked.redirectUri()).getAuthority())),
                environment.contextPath(),
                PATH,
                Page.escape(id),
                formToken);
    }

    private String formToken(Request request) {
        return sessions.of(request).map(Session::formToken).orElse("");
    }

    private Response toErrorPage(String cause) {
        return Response.seeOther(environment.contextPath() + "/plugins/servlet/oauth2/error?cause=" + cause);
    }
}
