package dev.tributary.cli.demo;

import dev.tributary.cli.client.GatewayAccess;
import dev.tributary.cli.portal.PortalServer;
import dev.tributary.cli.portal.PortalSettings;
import dev.tributary.gateway.Gateway;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.oauth.Client;
import dev.tributary.simulator.oauth.Revocation;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A running demonstration: simulator, gateway and Docs Portal, on loopback only. Whatever is secret about it is made at its
 * start and worth nothing after its end. Thread-safe.
 */
public final class Demo implements AutoCloseable {

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final DemoSecrets secrets = DemoSecrets.fresh();
    private final ConfluenceSimulator confluence;
    private final PortalServer portal;
    private final Gateway gateway;

    private Demo(DemoSettings settings) {
        try {
            confluence = add(simulator(settings));
            portal = add(PortalServer.listen(settings.port()));
            Workspace workspace = add(Workspace.open());
            gateway =
                    add(Gateway.start(DemoConfig.of(confluence, portal.uri(), secrets, workspace), confluence.clock()));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        confluence.clients().register(Client.of(DemoConfig.CLIENT, secrets.clientSecret(), callback()));
        portal.serve(new PortalSettings(
                access(), isCloud(), firstScopes(), tokenLife(), confluence.clock(), this::endAccessToken));
    }

    /** Starts one. Blocks until it serves; throws what a taken port throws, and leaves nothing running then. */
    public static Demo start(DemoSettings settings) {
        return new Demo(settings);
    }

    /** Returns where people find Docs Portal. */
    public URI application() {
        return portal.uri();
    }

    /** Returns the simulator, whose books say what really happened. */
    public ConfluenceSimulator confluence() {
        return confluence;
    }

    /** Returns how an application reaches the gateway. */
    public GatewayAccess access() {
        return new GatewayAccess(gateway.uri(), secrets.appKey(), DemoConfig.SITE);
    }

    /** Says whether it is Confluence Cloud. */
    boolean isCloud() {
        return confluence.edition() == Edition.CLOUD;
    }

    /** Returns what the application asks for at first; empty for all that it may. */
    List<String> firstScopes() {
        return DemoConfig.firstScopes(confluence.edition());
    }

    /** Returns how long access tokens live. */
    Duration tokenLife() {
        return confluence.switches().duration(Switch.ACCESS_TOKEN_LIFETIME);
    }

    /** Returns what people have to know, and nothing secret. */
    public String introduction() {
        return """
                Docs Portal  %s   sign in as anybody, then connect
                %s %s   log in as alice, bob or admin; the password is the name
                Gateway      %s   works in between
                %sAccess tokens live %d s and are renewed. Ctrl-C ends everything and removes its data.
                """.formatted(
                        portal.uri(),
                        isCloud() ? "Atlassian   " : "Confluence  ",
                        confluence.baseUrl(),
                        gateway.uri(),
                        isCloud() ? "alice and admin have two sites, rivers and lakes; bob has rivers.\n" : "",
                        tokenLife().toSeconds());
    }

    /** Ends everything and removes what it left on the disk. May be called twice. */
    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                System.err.println("tributary: a part of the demo did not end cleanly: " + e.getMessage());
            }
        }
    }

    private <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    private String callback() {
        return gateway.uri() + "/callback/" + DemoConfig.SITE;
    }

    /** Cloud tells nobody a login name. */
    private void endAccessToken(String account) {
        confluence.users().all().stream()
                .filter(user -> account.equals(isCloud() ? user.accountId() : user.name()))
                .forEach(user -> confluence.grants().revoke(Revocation.of(user.name(), Revocation.Kind.ACCESS)));
    }

    private static ConfluenceSimulator simulator(DemoSettings settings) {
        ConfluenceSimulator.Builder builder =
                ConfluenceSimulator.of(settings.edition()).localhostOnly();
        settings.switches().all().forEach(builder::set);
        return builder.start();
    }
}
