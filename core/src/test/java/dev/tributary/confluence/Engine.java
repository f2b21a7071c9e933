package dev.tributary.confluence;

import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.Site;
import dev.tributary.deployment.Sites;
import dev.tributary.http.HttpTransport;
import dev.tributary.http.Network;
import dev.tributary.model.Account;
import dev.tributary.model.Connection;
import dev.tributary.model.Secret;
import dev.tributary.model.Unavailable;
import dev.tributary.token.AccessToken;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What a {@link Confluence} needs around it, made of the least parts, and what it did to them. */
final class Engine {

    final Connection connection;
    final HandedOutTokens tokens;
    final List<Connection> suspended = new ArrayList<>();
    final OneConnection store;
    volatile Optional<Account> whoAmI = Optional.empty();
    volatile int asked;
    volatile boolean away;
    private final Site site;

    Engine(URI baseUrl, Account account, Supplier<String> mint) {
        this(baseUrl, Samples.connection(baseUrl, account), mint);
    }

    Engine(URI baseUrl, Connection connection, Supplier<String> mint) {
        this.connection = connection;
        this.tokens = new HandedOutTokens(connection, mint);
        this.store = new OneConnection(connection);
        ClientRegistration registration = new ClientRegistration(
                "tributary", Secret.of("tributary-secret"), URI.create("http://localhost:8080/callback"), List.of());
        this.site = Site.dataCenter("wiki", baseUrl, registration);
    }

    Confluence confluence() {
        AccountCheck accounts = new AccountCheck(this::ask, store, (connection, why) -> suspended.add(connection));
        Sites sites = new Sites(List.of(site));
        return new Confluence(
                connection,
                new ConfluenceServices(
                        sites,
                        tokens,
                        new HttpTransport(Network.DIRECT),
                        accounts,
                        new SiteCheck(sites, token -> List.of(), suspended::add, Clock.systemUTC()),
                        Clock.systemUTC()));
    }

    private synchronized Optional<Account> ask(AccessToken token) {
        asked++;
        if (away) {
            throw new Unavailable("Confluence is away.", Duration.ofSeconds(1), null);
        }
        return whoAmI;
    }
}
