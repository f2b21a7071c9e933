package dev.tributary.simulator.cloud;

import dev.tributary.simulator.access.Session;
import dev.tributary.simulator.access.Sessions;
import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.environment.User;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import dev.tributary.simulator.oauth.PendingConsents;
import dev.tributary.simulator.pages.LoginPages;
import dev.tributary.simulator.pages.Page;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks the user what the app may do, and at which site. */
final class CloudConsent implements Routes {

    static final String PATH = "/authorize/consent";

    private static final String ACCOUNT = "/authorize/account";
    private static final String FORM = """
            %1$s<p><strong>%2$s</strong> wants to act as you.</p>
            <dl>
            <dt>You are logged in as</dt><dd>%3$s (%4$s)</dd>
            <dt>Afterwards you return to</dt><dd>%5$s</dd>
            <dt>It wants to</dt><dd><ul>%6$s</ul></dd>
            </dl>
            <form method="post" action="%7$s%8$s">
            <input type="hidden" name="request" value="%9$s">
            <input type="hidden" name="atl_token" value="%10$s">
            %11$s<div class="buttons">
            <button class="primary" type="submit" name="decision" value="approve">Accept</button>
            <button type="submit" name="decision" value="deny">Cancel</button>
            </div>
            </form>
            <form method="post" action="%7$s%12$s">
            <input type="hidden" name="request" value="%9$s">
            <input type="hidden" name="atl_token" value="%10$s">
            <div class="buttons"><button type="submit">Use another account</button></div>
            </form>
            """;

    private final Environment environment;
    private final Sessions sessions;
    private final CloudProvider provider;
    private final Page page;
    private final CloudErrorPage errors;

    CloudConsent(Environment environment, Sessions sessions, CloudProvider provider) {
        this.environment = environment;
        this.sessions = sessions;
        this.provider = provider;
        this.page = new Page(environment);
        this.errors = new CloudErrorPage(environment);
    }

    @Override
    public void addTo(Router router) {
        router.route("GET " + PATH, this::ask)
                .route("POST " + PATH, this::answer)
                .route("POST " + ACCOUNT, this::changeAccount);
    }

    private Response ask(Request request) {
        String id = request.query().first("request").orElse("");
        Optional<CloudAuthorization> asked = pending().find(id);
        if (asked.isEmpty()) {
            return errors.show(CloudErrorPage.Cause.REQUEST);
        }
        return sessions.of(request)
                .map(session -> form(200, asked.get(), id, session, ""))
                .orElseGet(() -> login(id));
    }

    private Response answer(Request request) {
        String id = request.form().first("request").orElse("");
        Optional<Session> session = sessions.of(request);
        if (session.isEmpty()) {
            return login(id);
        }
        if (!Sessions.isGenuine(session.get(), request)) {
            return errors.show(CloudErrorPage.Cause.FORM);
        }
        return pending()
                .find(id)
                .map(asked -> decided(asked, id, session.get(), request))
                .orElseGet(() -> errors.show(CloudErrorPage.Cause.REQUEST));
    }

    private Response changeAccount(Request request) {
        String id = request.form().first("request").orElse("");
        Optional<Session> session = sessions.of(request);
        if (session.isPresent() && Sessions.isGenuine(session.get(), request)) {
            sessions.end(request);
        }
        return login(id);
    }

    private Response decided(CloudAuthorization asked, String id, Session session, Request request) {
        if (!request.form().first("decision").orElse("deny").equals("approve")) {
            pending().take(id);
            return Response.seeOther(asked.answer("error", "access_denied"));
        }
        List<Site> choice = choice(asked, session.user());
        Optional<Site> chosen = request.form()
                .first("site")
                .flatMap(cloudId -> choice.stream()
                        .filter(site -> site.cloudId().equals(cloudId))
                        .findFirst());
        if (chosen.isEmpty() && !choice.isEmpty()) {
            return form(400, asked, id, session, "Choose a site.");
        }
        return pending()
                .take(id)
                .map(taken -> Response.seeOther(taken.answer("code", provider.consent(taken, session.user(), chosen))))
                .orElseGet(() -> errors.show(CloudErrorPage.Cause.REQUEST));
    }

    private List<Site> choice(CloudAuthorization asked, User user) {
        return provider.sites().choice(user, asked.scopes());
    }

    private Response form(int status, CloudAuthorization asked, String id, Session session, String problem) {
        User user = session.user();
        String content = FORM.formatted(
                problem.isEmpty() ? "" : "<p class=\"error\" role=\"alert\">" + problem + "</p>",
                Page.escape(asked.client().id()),
                Page.escape(user.displayName()),
                Page.escape(user.email()),
                Page.escape(String.valueOf(URI.create(asked.redirectUri()).getAuthority())),
                asked.scopes().stream()
                        .map(scope -> "<li>" + Page.escape(ScopeCatalog.description(scope)) + " <span class=\"hint\">"
                                + Page.escape(scope) + "</span></li>")
                        .collect(Collectors.joining()),
                environment.contextPath(),
                PATH,
                Page.escape(id),
                session.formToken(),
                picker(asked, user),
                ACCOUNT);
        return page.show(status, "Allow access?", user, content);
    }

    private String picker(CloudAuthorization asked, User user) {
        List<Site> choice = choice(asked, user);
        if (choice.isEmpty()) {
            return asked.concernsSites() ? "<p>None of your sites has what the app wants to use.</p>" : "";
        }
        return choice.stream()
                .map(site -> option(site, site.equals(choice.get(0))))
                .collect(Collectors.joining("", "<fieldset><legend>Use the app on</legend>", "</fieldset>\n"));
    }

    private String option(Site site, boolean first) {
        return "<p><label><input type=\"radio\" name=\"site\" value=\"%s\"%s> %s</label> <span class=\"hint\">%s</span></p>"
                .formatted(
                        Page.escape(site.cloudId()),
                        first ? " checked" : "",
                        Page.escape(site.name()),
                        Page.escape(site.url(environment.baseUrl()).toString()));
    }

    private Response login(String id) {
        return LoginPages.detour(environment, PATH + "?request=" + id);
    }

    private PendingConsents<CloudAuthorization> pending() {
        return provider.pending();
    }
}
