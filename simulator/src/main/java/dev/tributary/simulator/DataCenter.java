package dev.tributary.simulator;

import dev.tributary.simulator.access.Identity;
import dev.tributary.simulator.access.PersonalTokenApi;
import dev.tributary.simulator.access.PersonalTokens;
import dev.tributary.simulator.access.Sessions;
import dev.tributary.simulator.content.rest.RestSurface;
import dev.tributary.simulator.control.ControlApi;
import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.http.Filter;
import dev.tributary.simulator.http.Handler;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.oauth.Clients;
import dev.tributary.simulator.oauth.Grants;
import dev.tributary.simulator.oauth.OAuthProvider;
import dev.tributary.simulator.pages.AccountPages;
import dev.tributary.simulator.pages.ConsentPages;
import dev.tributary.simulator.pages.LoginPages;
import dev.tributary.simulator.pages.Manifest;
import dev.tributary.simulator.pages.NotFoundPage;
import dev.tributary.simulator.pages.Stylesheet;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

/** Puts Confluence Data Center together: its state, its surfaces, and the filters around them. */
final class DataCenter implements Installation {

    private final Frame frame;
    private final OAuthProvider provider;
    private final Sessions sessions;
    private final PersonalTokens personalTokens;
    private final Handler handler;

    DataCenter(Settings settings, Supplier<URI> baseUrl) {
        frame = new Frame(settings, baseUrl);
        provider = new OAuthProvider(frame.environment(), frame.secrets()::write);
        sessions = new Sessions(frame.environment());
        personalTokens = new PersonalTokens(frame.environment().clock(), frame.secrets()::write);
        Identity identity = new Identity(frame.environment(), sessions, personalTokens, provider::caller);
        handler = frame.around(Filter.chain(List.of(identity), surfaces()), control());
    }

    @Override
    public Edition edition() {
        return Edition.DATA_CENTER;
    }

    @Override
    public Handler handler() {
        return handler;
    }

    @Override
    public Frame frame() {
        return frame;
    }

    @Override
    public Clients clients() {
        return provider.clients();
    }

    @Override
    public Grants grants() {
        return provider.grants();
    }

    PersonalTokens personalTokens() {
        return personalTokens;
    }

    private Router surfaces() {
        Environment environment = frame.environment();
        Router router = new Router().otherwise(new NotFoundPage(environment));
        provider.addTo(router);
        new LoginPages(environment, sessions).addTo(router);
        new ConsentPages(environment, sessions, provider).addTo(router);
        new AccountPages(environment, sessions, provider.grants(), AccountPages.DATA_CENTER).addTo(router);
        new PersonalTokenApi(personalTokens, environment).addTo(router);
        new Manifest(environment).addTo(router);
        new Stylesheet().addTo(router);
        RestSurface.dataCenter(environment).addTo(router);
        return router;
    }

    private Router control() {
        Router router = new Router();
        new ControlApi(frame.environment(), frame.faults(), frame.journal(), provider.grants()).addTo(router);
        return router;
    }
}
