package dev.tributary.spring.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.Tributary;
import dev.tributary.evidence.FreePort;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.oauth.Client;
import dev.tributary.spring.Visitor;
import dev.tributary.store.Keyset;
import dev.tributary.store.Store;
import dev.tributary.store.jdbc.JdbcStore;
import dev.tributary.store.jdbc.SqliteFile;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.ConfigurableApplicationContext;

/** The application on the bridge, running against a Confluence or another server. */
final class BridgedSpring implements AutoCloseable {

    static final String NAME = "tributary";
    static final String SECRET = "tributary-secret";

    final ConfigurableApplicationContext context;
    private final URI address;

    private BridgedSpring(ConfigurableApplicationContext context) {
        this.context = context;
        this.address = URI.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port"));
    }

    /** Starts it against a Confluence, on that database. */
    static BridgedSpring against(ConfluenceSimulator confluence, Base base, String... scopes) {
        return against(confluence, base, Map.of(), scopes);
    }

    static BridgedSpring against(
            ConfluenceSimulator confluence, Base base, Map<String, Object> more, String... scopes) {
        return against(confluence, base, more, Map.of(), scopes);
    }

    static BridgedSpring against(
            ConfluenceSimulator confluence,
            Base base,
            Map<String, Object> more,
            Map<String, Object> beans,
            String... scopes) {
        Map<String, Object> properties = new HashMap<>(properties(confluence, List.of(scopes)));
        properties.putAll(more);
        BridgedSpring started = start(base, confluence.clock(), properties, beans);
        confluence.clients().register(Client.of(NAME, SECRET, started.address + "/authorized/wiki"));
        return started;
    }

    /** A database, with the keys of what is in it. */
    record Base(DataSource dataSource, Keyset keys) {

        static Base of(DataSource dataSource) {
            return new Base(dataSource, Keyset.ephemeral());
        }

        /** One that goes by the clock of whoever opens it. */
        static Base in(Path directory) {
            return of(SqliteFile.open(directory.resolve("connections.db")));
        }
    }

    static BridgedSpring start(Base base, Clock clock, Map<String, Object> properties) {
        return start(base, clock, properties, Map.of());
    }

    /** As above, with more beans. */
    static BridgedSpring start(Base base, Clock clock, Map<String, Object> properties, Map<String, Object> beans) {
        Store store = JdbcStore.open(base.dataSource(), base.keys(), clock);
        return new BridgedSpring(new SpringApplicationBuilder(BridgedApplication.class)
                .web(WebApplicationType.SERVLET)
                .properties(Map.of(
                        "server.port",
                        FreePort.next(),
                        "spring.autoconfigure.exclude",
                        sessions(),
                        "tributary.bridge.enabled",
                        true))
                .properties(properties)
                .initializers(context -> {
                    context.getBeanFactory().registerSingleton("clock", clock);
                    context.getBeanFactory().registerSingleton("dataSource", base.dataSource());
                    context.getBeanFactory().registerSingleton("store", store);
                    context.getBeanFactory().registerSingleton("keys", base.keys());
                    beans.forEach(context.getBeanFactory()::registerSingleton);
                })
                .run());
    }

    private static Map<String, Object> properties(ConfluenceSimulator confluence, List<String> scopes) {
        boolean cloud = confluence.edition() == Edition.CLOUD;
        String provider = "spring.security.oauth2.client.provider.confluence.";
        String registration = "spring.security.oauth2.client.registration." + BridgedApplication.REGISTRATION + ".";
        String authorize =
                cloud ? "/authorize?audience=api.atlassian.com&prompt=consent" : "/rest/oauth2/latest/authorize";
        Map<String, Object> properties = new HashMap<>(Map.of(
                provider + "authorization-uri",
                confluence.baseUrl() + authorize,
                provider + "token-uri",
                confluence.baseUrl() + (cloud ? "/oauth/token" : "/rest/oauth2/latest/token"),
                registration + "provider",
                "confluence",
                registration + "client-id",
                NAME,
                registration + "client-secret",
                SECRET,
                registration + "client-authentication-method",
                "client_secret_post",
                registration + "authorization-grant-type",
                "authorization_code",
                registration + "redirect-uri",
                "{baseUrl}/authorized/{registrationId}",
                registration + "scope",
                String.join(",", scopes)));
        if (cloud) {
            String bridge = "tributary.bridge.registrations." + BridgedApplication.REGISTRATION + ".";
            properties.put(bridge + "edition", "cloud");
            properties.put(bridge + "api-url", confluence.baseUrl());
        }
        return properties;
    }

    private static String sessions() {
        return ImportCandidates.load(AutoConfiguration.class, BridgedSpring.class.getClassLoader())
                .getCandidates()
                .stream()
                .filter(name -> name.contains(".session."))
                .collect(Collectors.joining(","));
    }

    Visitor signedIn(String user) {
        return stranger().signIn(user);
    }

    /** Returns somebody who has not signed in. */
    Visitor stranger() {
        return new Visitor(address);
    }

    /** Returns the path at which the application reads that address as whoever asks. */
    static String read(String uri) {
        return "/read?uri=" + URLEncoder.encode(uri, UTF_8);
    }

    /** Sends the visitor to Confluence, where that user consents, and back. */
    void connect(Visitor visitor, String confluenceUser) {
        HttpResponse<String> back = comeBack(visitor, confluenceUser);
        assertThat(visitor.redirect(back).getQuery())
                .as("what Spring says of a code that it could not exchange")
                .isNull();
    }

    HttpResponse<String> comeBack(Visitor visitor, String confluenceUser) {
        return visitor.get(visitor.consent("/oauth2/authorization/" + BridgedApplication.REGISTRATION, confluenceUser));
    }

    /** As {@link #comeBack}, having chosen that site of Cloud. */
    HttpResponse<String> comeBack(Visitor visitor, String confluenceUser, String cloudId) {
        URI authorization = visitor.redirect(visitor.get("/oauth2/authorization/" + BridgedApplication.REGISTRATION));
        return visitor.get(new SimulatedBrowser(confluenceUser, confluenceUser)
                .choosing(cloudId)
                .approve(authorization, address.toString()));
    }

    Tributary tributary() {
        return context.getBean(Tributary.class);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
