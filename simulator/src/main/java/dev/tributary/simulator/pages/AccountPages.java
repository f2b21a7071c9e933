package dev.tributary.simulator.pages;

import dev.tributary.simulator.access.Session;
import dev.tributary.simulator.access.Sessions;
import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.environment.Scope;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import dev.tributary.simulator.oauth.GrantView;
import dev.tributary.simulator.oauth.Grants;
import dev.tributary.simulator.oauth.Revocation;
import dev.tributary.simulator.oauth.Revocation.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The dashboard, the settings, and the page on which users end what they allowed. */
public final class AccountPages implements Routes {

    /** Where Data Center lists what a user has allowed. */
    public static final String DATA_CENTER = "/plugins/servlet/oauth2/authorized";

    /** Where an Atlassian account does. */
    public static final String CLOUD = "/manage-profile/apps";

    private static final String SETTINGS = "/users/viewmysettings.action";
    private static final String DASHBOARD = """
            <p>You are logged in as <strong>%1$s</strong> (%2$s).</p>
            <p><a href="%3$s%4$s">Settings</a></p>
            <form method="post" action="%3$s/logout.action">
            <input type="hidden" name="atl_token" value="%5$s">
            <div class="buttons"><button type="submit">Log out</button></div>
            </form>
            """;
    private static final String GRANT = """
            <li><div><strong>%1$s</strong><br><span class="hint">%2$s, since %3$s</span></div>
            <form method="post" action="%4$s%5$s">
            <input type="hidden" name="grant" value="%6$s">
            <input type="hidden" name="atl_token" value="%7$s">
            <button type="submit" aria-label="Revoke the access of %1$s">Revoke</button>
            </form></li>
            """;

    private final Environment environment;
    private final Sessions sessions;
    private final Grants grants;
    private final Page page;
    private final String authorized;

    /**
     * Makes the pages.
     *
     * @param authorized the path of the list of what the user has allowed
     */
    public AccountPages(Environment environment, Sessions sessions, Grants grants, String authorized) {
        this.authorized = authorized;
        this.environment = environment;
        this.sessions = sessions;
        this.grants = grants;
        this.page = new Page(environment);
    }

    @Override
    public void addTo(Router router) {
        router.route("GET /", request -> loggedIn(request, this::dashboard))
                .route("GET " + SETTINGS, request -> loggedIn(request, this::settings))
                .route("GET " + authorized, request -> loggedIn(request, this::authorized))
                .route("POST " + authorized, request -> loggedIn(request, session -> revoke(request, session)));
    }

    private Response loggedIn(Request request, Function<Session, Response> answer) {
        Optional<Session> session = sessions.of(request);
        return session.map(answer).orElseGet(() -> LoginPages.detour(environment, request.path()));
    }

    private Response dashboard(Session session) {
        return page.show(
                200,
                "Dashboard",
                session.user(),
                DASHBOARD.formatted(
                        Page.escape(session.user().displayName()),
                        Page.escape(session.user().name()),
                        environment.contextPath(),
                        SETTINGS,
                        session.formToken()));
    }

    private Response settings(Session session) {
        String link = "<p><a href=\"" + environment.contextPath() + authorized + "\">Authorized applications</a></p>";
        return page.show(200, "Settings", session.user(), link);
    }

    private Response authorized(Session session) {
        List<GrantView> own = grants.of(session.user());
        String list = own.stream().map(grant -> item(grant, session)).collect(Collectors.joining());
        String content = own.isEmpty()
                ? "<p>No application may act as you.</p>"
                : "<p>These applications may act as you.</p><ul class=\"grants\">" + list + "</ul>";
        return page.show(200, "Authorized applications", session.user(), content);
    }

    private Response revoke(Request request, Session session) {
        if (Sessions.isGenuine(session, request)) {
            String id = request.form().first("grant").orElse("");
            grants.revoke(new Revocation(session.user().name(), null, id, Kind.GRANT));
        }
        return Response.seeOther(environment.contextPath() + authorized);
    }

    private String item(GrantView grant, Session session) {
        return GRANT.formatted(
                Page.escape(grant.client()),
                Page.escape(Scope.named(grant.scope()).map(Scope::label).orElse(grant.scope())),
                grant.since().toString().substring(0, 16).replace('T', ' '),
                environment.contextPath(),
                authorized,
                grant.id(),
                session.formToken());
    }
}
