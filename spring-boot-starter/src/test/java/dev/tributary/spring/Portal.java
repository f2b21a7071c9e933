package dev.tributary.spring;

import dev.tributary.evidence.FreePort;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.simulator.browser.HtmlForm;
import dev.tributary.simulator.oauth.Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The application with the starter, running against a Confluence as its site {@code wiki}. */
public final class Portal implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final URI address;

    private Portal(ConfigurableApplicationContext context, URI address) {
        this.context = context;
        this.address = address;
    }

    /** Starts it with its connections in a directory, and with further properties. */
    public static Portal start(ConfluenceSimulator confluence, Path directory, Map<String, Object> more) {
        return start(PortalApplication.class, confluence, directory, more);
    }

    /** Starts an application of one's own in its place. */
    public static Portal start(
            Class<?> application, ConfluenceSimulator confluence, Path directory, Map<String, Object> more) {
        int port = FreePort.next();
        URI address = URI.create("http://localhost:" + port);
        confluence.clients().register(Client.of("portal", "portal-secret", address + "/confluence/callback/wiki"));
        Map<String, Object> properties = new HashMap<>(Map.of(
                "server.port",
                port,
                "tributary.sites.wiki.base-url",
                confluence.baseUrl(),
                "tributary.sites.wiki.edition",
                confluence.edition() == Edition.CLOUD ? "cloud" : "datacenter",
                "tributary.sites.wiki.client-id",
                "portal",
                "tributary.sites.wiki.client-secret",
                "portal-secret",
                "tributary.keyset-file",
                keys(),
                "tributary.store.sqlite-file",
                directory.resolve("data/tributary.db"),
                "spring.autoconfigure.exclude",
                WITHOUT_DATABASE));
        properties.putAll(more);
        return new Portal(
                new SpringApplicationBuilder(application)
                        .web(WebApplicationType.SERVLET)
                        .properties(properties)
                        .run(),
                address);
    }

    private static final String WITHOUT_DATABASE =
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration";

    /** Not where tests leave what is searched: keys are there to be secret. */
    private static Path keys() {
        try {
            return Files.createTempDirectory("portal").resolve("keyset.json");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns where it is. */
    public URI address() {
        return address;
    }

    /** Returns a bean of it. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Returns somebody with a browser who has signed in. */
    public Visitor signedIn(String user) {
        return new Visitor(address).signIn(user);
    }

    /** Presses "connect" and returns where the browser is sent. */
    public HttpResponse<String> pressConnect(Visitor visitor, String returnTo) {
        return visitor.submit(connectForm(visitor, returnTo));
    }

    /** Returns the form whose button says "connect". */
    public HtmlForm connectForm(Visitor visitor, String returnTo) {
        URI page = address.resolve("/confluence/wiki/connect?returnTo=" + returnTo);
        return form(visitor.get(page));
    }

    /** Returns the form of ours that was shown. */
    public HtmlForm form(HttpResponse<String> shown) {
        return HtmlForm.with("returnTo", shown.body(), shown.uri())
                .orElseThrow(() -> new AssertionError("No form from " + shown + ": " + shown.body()));
    }

    /** Connects the visitor as that user of Confluence, and returns where that ends. */
    public HttpResponse<String> connect(Visitor visitor, String confluenceUser) {
        URI authorization = visitor.redirect(pressConnect(visitor, "/done"));
        return visitor.get(visitor.consent(authorization, confluenceUser));
    }

    @Override
    public void close() {
        context.close();
    }
}
