package dev.tributary.spring.test;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.simulator.oauth.Client;
import dev.tributary.spring.TributaryCustomizer;
import dev.tributary.store.KeySource;
import dev.tributary.store.Keyset;
import dev.tributary.store.MemoryStore;
import dev.tributary.store.Store;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Starts a Confluence before the application and points the application at it. Two that are equal share a context.
 *
 * @param site the id of the site
 * @param edition which kind of Confluence
 * @param contextPath the path it serves below
 * @param switches its switches, each as {@code name=value}
 */
record ConfluenceCustomizer(String site, Edition edition, String contextPath, List<String> switches)
        implements ContextCustomizer {

    private static final String CLIENT = "tributary-test";
    private static final String SECRET = "tributary-test-secret";

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        ConfluenceSimulator confluence = start();
        Map<String, Object> properties = new HashMap<>();
        URI publicUrl = publicUrl(context.getEnvironment(), properties);
        URI redirect = URI.create(publicUrl + "/confluence/callback/" + site);
        confluence.clients().register(Client.of(CLIENT, SECRET, redirect.toString()));
        properties.put("tributary.public-url", publicUrl.toString());
        properties.put("tributary.keyset", "@ConfluenceTest has keys of its own");
        properties.putAll(siteProperties(confluence));
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("@ConfluenceTest", properties));
        register((GenericApplicationContext) context, confluence, redirect);
    }

    private Map<String, Object> siteProperties(ConfluenceSimulator confluence) {
        String prefix = "tributary.sites." + site + ".";
        return Map.of(
                prefix + "base-url",
                confluence.baseUrl().toString(),
                prefix + "edition",
                edition == Edition.CLOUD ? "cloud" : "datacenter",
                prefix + "client-id",
                CLIENT,
                prefix + "client-secret",
                SECRET);
    }

    /** The store and the keys stand back behind the application's own, those of the starter behind them. */
    private void register(GenericApplicationContext context, ConfluenceSimulator confluence, URI redirect) {
        TestSite testSite =
                new TestSite(site, confluence, redirect, confluence.switches().copy());
        context.registerBean(ConfluenceSimulator.class, () -> confluence);
        context.registerBean(TestSite.class, () -> testSite);
        context.registerBean(TributaryCustomizer.class, () -> builder -> builder.clock(confluence.clock()));
        context.registerBean(Store.class, () -> new MemoryStore(confluence.clock()), bean -> bean.setFallback(true));
        context.registerBean(KeySource.class, Keyset::ephemeral, bean -> bean.setFallback(true));
    }

    private ConfluenceSimulator start() {
        ConfluenceSimulator.Builder builder = ConfluenceSimulator.of(edition).contextPath(contextPath);
        for (String each : switches) {
            String[] parts = each.split("=", 2);
            builder.set(parts[0], parts.length == 2 ? parts[1] : "");
        }
        return builder.start();
    }

    /** The redirect URI is fixed when the application starts, so a random port has to be known before. */
    private static URI publicUrl(ConfigurableEnvironment environment, Map<String, Object> properties) {
        int port = environment.getProperty("server.port", Integer.class, 8080);
        if (port == 0) {
            port = freePort();
            properties.put("server.port", port);
        }
        String path = environment.getProperty("server.servlet.context-path", "");
        return URI.create("http://localhost:" + port + path);
    }

    /** None of those that systems propose: they give them to outgoing connections too, before the application is there. */
    private static int freePort() {
        return ThreadLocalRandom.current()
                .ints(100, 10_000, 20_000)
                .filter(ConfluenceCustomizer::isFree)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No port is free on this machine"));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
