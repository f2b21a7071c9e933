package dev.tributary.gateway;

import dev.tributary.evidence.FreePort;
import dev.tributary.gateway.config.ConfigFaults;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.gateway.doctor.Check;
import dev.tributary.gateway.doctor.Checked;
import dev.tributary.gateway.doctor.Doctor;
import dev.tributary.gateway.doctor.Report;
import dev.tributary.gateway.doctor.Witness;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.simulator.oauth.Client;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A gateway's configuration before a Confluence behind a server of an operator's: all is well until a test harms it. */
@SuppressWarnings("NullAway.Init")
final class Patient {

    static final String SECRET = "secret-of-the-gateway";
    static final String KEY = "trib_portal0123456789abcdef0123456789abcdef0123456789abcdef";

    final Edition edition;
    final Path directory;
    final Front front = new Front();
    final Map<String, String> environment = new HashMap<>(Map.of("WIKI_SECRET", SECRET, "PORTAL_KEY", KEY));
    final List<AutoCloseable> parts = new ArrayList<>();
    String publicUrl = "http://localhost:" + FreePort.next();
    String more = "";
    String base = front.uri().toString();
    String auth = base;
    String clientId = "gateway";
    String secrets = "\"${WIKI_SECRET}\"";
    String scopes = "";
    String site = "    simulator: true\n";
    String app = "";
    String contextPath = "";

    @Nullable
    URI ownUrl;

    UnaryOperator<ConfluenceSimulator.Builder> confluence = builder -> builder;
    UnaryOperator<Client> client = registered -> registered;
    String redirectSuffix = "";
    Duration ahead = Duration.ZERO;
    ConfluenceSimulator simulator;

    Patient(Edition edition, Path directory) {
        this.edition = edition;
        this.directory = directory;
    }

    /** Starts the Confluence. */
    Patient start() {
        URI own = ownUrl == null ? URI.create(front.uri() + contextPath) : ownUrl;
        Client known = Client.of("gateway", SECRET, publicUrl + "/callback/wiki" + redirectSuffix);
        simulator = confluence
                .apply(ConfluenceSimulator.of(edition)
                        .contextPath(contextPath)
                        .baseUrl(own)
                        .client(client.apply(known)))
                .start();
        parts.add(simulator);
        front.to(URI.create("http://localhost:" + simulator.port()));
        return this;
    }

    Report examine() {
        Witness witness = new Witness() {
            @Override
            public void begins(Check check, @Nullable String name) {}

            @Override
            public void ends(Checked checked) {}
        };
        try {
            return GatewayDoctor.examine(config(), witness, Clock.offset(Clock.systemUTC(), ahead));
        } catch (ConfigFaults faults) {
            return Doctor.faulty(faults, witness);
        }
    }

    GatewayConfig config() {
        return GatewayConfig.parse(yaml(), directory, environment);
    }

    private String yaml() {
        String cloud = """
                    cloud:
                      clientId: %s
                      clientSecret: %s
                      hosts: { auth: "%s", api: "%s", audience: api.atlassian.com, account: "%s" }
                """.formatted(clientId, secrets, auth, base, base);
        String dataCenter = """
                    dataCenter: { baseUrl: "%s", clientId: %s, clientSecret: %s }
                """.formatted(base, clientId, secrets);
        return "publicUrl: " + publicUrl + "\n" + more + "sites:\n  wiki:\n"
                + (edition == Edition.CLOUD ? cloud : dataCenter) + scopes + site + """
                apps:
                  portal:
                    keys: ["${PORTAL_KEY}"]
                    sites: [wiki]
                    rights: [connect, proxy]
                    returnUrls: ["http://localhost:8082/back"]
                """ + app;
    }

    void end() throws Exception {
        for (AutoCloseable part : parts) {
            part.close();
        }
        front.close();
    }
}
