package dev.tributary.simulator;

import dev.tributary.simulator.access.Identity;
import dev.tributary.simulator.access.PersonalTokenApi;
import dev.tributary.simulator.access.PersonalTokens;
import dev.tributary.simulator.access.Sessions;
import dev.tributary.simulator.content.rest.RestSurface;
import dev.tributary.simulator.control.ControlApi;
import dev.tributary.simulator.control.ControlGuard;
import dev.tributary.simulator.control.Faults;
import dev.tributary.simulator.control.RequestJournal;
import dev.tributary.simulator.control.SecretsFile;
import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.environment.SimulatedClock;
import dev.tributary.simulator.environment.Users;
import dev.tributary.simulator.http.ContextPath;
import dev.tributary.simulator.http.Filter;
import dev.tributary.simulator.http.Handler;
import dev.tributary.simulator.http.LocalHost;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.oauth.OAuthProvider;
import dev.tributary.simulator.pages.AccountPages;
import dev.tributary.simulator.pages.ConsentPages;
import dev.tributary.simulator.pages.LoginPages;
import dev.tributary.simulator.pages.Manifest;
import dev.tributary.simulator.pages.NotFoundPage;
import dev.tributary.simulator.pages.Stylesheet;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Puts Confluence Data Center together: its state, its surfaces, and the filters around them. */
final class DataCenter {

    private final Environment environment;
    private final OAuthProvider provider;
    private final Sessions sessions;
    private final PersonalTokens personalTokens;
    private final Faults faults = new Faults();
    private final RequestJournal journal = new RequestJournal();
    private final ContextPath contextPath;
    private final Handler product;
    private final Handler outside;
    private final Handler control;
    private final Handler handler;

    DataCenter(Settings settings, Supplier<URI> baseUrl) {
        environment = new Environment(new Users(), new SimulatedClock(), settings.switches.copy(), baseUrl);
        SecretsFile secrets = new SecretsFile(settings.secretsFile);
        provider = new OAuthProvider(environment, secrets::write);
        sessions = new Sessions(environment);
        personalTokens = new PersonalTokens(environment.clock(), secrets::write);
        contextPath = settings.contextPath;
        product = Filter.chain(
                List.of(
                        journal,
                        secrets::given,
                        faults,
                        new Identity(environment, sessions, personalTokens, provider::caller),
                        secrets::issued),
                surfaces());
        outside = Filter.chain(
                List.of(journal), request -> Response.text(404, "There is nothing outside " + contextPath.value()));
        control = Filter.chain(List.of(new ControlGuard(settings.controlToken)), control());
        List<Filter> entrance =
                settings.localhostOnly ? List.of(DataCenter::marked, new LocalHost()) : List.of(DataCenter::marked);
        handler = Filter.chain(entrance, this::dispatch);
    }

    Handler handler() {
        return handler;
    }

    Environment environment() {
        return environment;
    }

    OAuthProvider provider() {
        return provider;
    }

    PersonalTokens personalTokens() {
        return personalTokens;
    }

    Faults faults() {
        return faults;
    }

    RequestJournal journal() {
        return journal;
    }

    private Router surfaces() {
        Router router = new Router().otherwise(new NotFoundPage(environment));
        provider.addTo(router);
        new LoginPages(environment, sessions).addTo(router);
        new ConsentPages(environment, sessions, provider).addTo(router);
        new AccountPages(environment, sessions, provider.grants()).addTo(router);
        new PersonalTokenApi(personalTokens, environment).addTo(router);
        new Manifest(environment).addTo(router);
        new Stylesheet().addTo(router);
        new RestSurface(environment).addTo(router);
        return router;
    }

    private Router control() {
        Router router = new Router();
        new ControlApi(environment, faults, journal, provider.grants()).addTo(router);
        return router;
    }

    /** Control answers at the root as well as within the context path. */
    private Response dispatch(Request request) {
        if (isControl(request)) {
            return control.handle(request);
        }
        Optional<Request> inside = contextPath.within(request);
        if (inside.isEmpty()) {
            return outside.handle(request);
        }
        return (isControl(inside.get()) ? control : product).handle(inside.get());
    }

    private static boolean isControl(Request request) {
        return request.path().startsWith("/simulator/");
    }

    /** Nobody shall take a simulator for Confluence. */
    private static Response marked(Request request, Handler next) {
        return next.handle(request).with("X-Tributary-Simulator", "1");
    }
}
