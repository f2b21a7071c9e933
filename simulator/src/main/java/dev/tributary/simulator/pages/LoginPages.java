package dev.tributary.simulator.pages;

import dev.tributary.simulator.access.Session;
import dev.tributary.simulator.access.Sessions;
import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.environment.User;
import dev.tributary.simulator.http.Parameters;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Logging in and out, as Confluence's own forms do. */
public final class LoginPages implements Routes {

    private static final String FORM = """
            %s<form method="post" action="%s/dologin.action" name="loginform">
            <input type="hidden" name="os_destination" value="%s">
            <label for="os_username">Username</label>
            <input type="text" id="os_username" name="os_username" autocomplete="username" autocapitalize="none" required autofocus>
            <label for="os_password">Password</label>
            <input type="password" id="os_password" name="os_password" autocomplete="current-password" required>
            <div class="buttons"><button class="primary" type="submit" name="login" value="Log in">Log in</button></div>
            </form>
            <p class="hint">Log in as alice, bob or admin. The password is the name.</p>
            """;

    private final Environment environment;
    private final Sessions sessions;
    private final Page page;

    /** Makes the pages. */
    public LoginPages(Environment environment, Sessions sessions) {
        this.environment = environment;
        this.sessions = sessions;
        this.page = new Page(environment);
    }

    @Override
    public void addTo(Router router) {
        router.route("GET /login.action", this::form)
                .route("POST /dologin.action", this::login)
                .route("POST /logout.action", this::logout);
    }

    /** Sends the browser to the login form, which leads back to that path within the context path. */
    public static Response detour(Environment environment, String destination) {
        return Response.seeOther(environment.contextPath() + "/login.action?os_destination="
                + URLEncoder.encode(destination, StandardCharsets.UTF_8));
    }

    private Response form(Request request) {
        return form(200, destination(request.query()), "");
    }

    private Response login(Request request) {
        Parameters form = request.form();
        String destination = destination(form);
        Optional<User> user = environment
                .users()
                .authenticate(
                        form.first("os_username").orElse(""),
                        form.first("os_password").orElse(""));
        if (user.isEmpty()) {
            return form(200, destination, "Sorry, your username and password are incorrect - please try again.")
                    .with("X-Seraph-LoginReason", "AUTHENTICATED_FAILED");
        }
        sessions.end(request);
        return sessions.begin(user.get(), Response.seeOther(environment.contextPath() + destination))
                .with("X-Seraph-LoginReason", "OK")
                .with("X-AUSERNAME", user.get().name());
    }

    private Response logout(Request request) {
        Optional<Session> session = sessions.of(request);
        if (session.isPresent() && Sessions.isGenuine(session.get(), request)) {
            sessions.end(request);
        }
        return Response.seeOther(environment.contextPath() + "/login.action");
    }

    private Response form(int status, String destination, String problem) {
        String note = problem.isEmpty() ? "" : "<p class=\"error\" role=\"alert\">" + Page.escape(problem) + "</p>";
        return page.show(
                status, "Log in", null, FORM.formatted(note, environment.contextPath(), Page.escape(destination)));
    }

    /** Only a path within the context path: a login form that leads anywhere is an open redirect. */
    private static String destination(Parameters parameters) {
        String destination = parameters.first("os_destination").orElse("/");
        boolean leadsAway = !destination.startsWith("/")
                || destination.startsWith("//")
                || destination.contains("\\")
                || destination.chars().anyMatch(Character::isISOControl);
        return leadsAway ? "/" : destination;
    }
}
