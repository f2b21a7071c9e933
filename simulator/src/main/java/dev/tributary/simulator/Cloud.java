package dev.tributary.simulator;

import dev.tributary.simulator.access.Sessions;
import dev.tributary.simulator.cloud.ApiTokens;
import dev.tributary.simulator.cloud.CloudControl;
import dev.tributary.simulator.cloud.CloudProvider;
import dev.tributary.simulator.cloud.Sites;
import dev.tributary.simulator.control.ControlApi;
import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.http.Handler;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.oauth.Clients;
import dev.tributary.simulator.oauth.Grants;
import dev.tributary.simulator.pages.AccountPages;
import dev.tributary.simulator.pages.LoginPages;
import dev.tributary.simulator.pages.NotFoundPage;
import dev.tributary.simulator.pages.Stylesheet;
import java.net.URI;
import java.util.function.Supplier;

/** Puts Confluence Cloud together: all of Atlassian's hosts at one address, told apart by their paths. */
final class Cloud implements Installation {

    private final Frame frame;
    private final Sessions sessions;
    private final CloudProvider provider;
    private final Handler handler;

    Cloud(Settings settings, Supplier<URI> baseUrl) {
        frame = new Frame(settings, baseUrl);
        sessions = new Sessions(frame.environment());
        provider = new CloudProvider(frame.environment(), sessions, frame.secrets()::write);
        handler = frame.around(surfaces(), control());
    }

    @Override
    public Edition edition() {
        return Edition.CLOUD;
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

    ApiTokens apiTokens() {
        return provider.apiTokens();
    }

    Sites sites() {
        return provider.sites();
    }

    private Router surfaces() {
        Environment environment = frame.environment();
        Router router = new Router().otherwise(new NotFoundPage(environment));
        provider.addTo(router);
        new LoginPages(environment, sessions).addTo(router);
        new AccountPages(environment, sessions, provider.grants(), AccountPages.CLOUD).addTo(router);
        new Stylesheet().addTo(router);
        return router;
    }

    private Router control() {
        Router router = new Router();
        new ControlApi(frame.environment(), frame.faults(), frame.journal(), provider.grants()).addTo(router);
        new CloudControl(frame.environment(), provider.sites(), provider.apiTokens()).addTo(router);
        return router;
    }
}
