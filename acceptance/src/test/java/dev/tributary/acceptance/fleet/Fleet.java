package dev.tributary.acceptance.fleet;

import dev.tributary.evidence.FreePort;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.environment.Switch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A Confluence, a database, three gateways that share it, and a load balancer in front of them. */
final class Fleet implements AutoCloseable {

    static final String KEY = "trib_" + "fedcba9876543210".repeat(4);
    static final String BACK = "http://localhost:8082/back";

    private static final String SECRET = "a-secret-between-fleet-and-wiki";
    private static final Map<String, String> ENVIRONMENT = Map.of("WIKI_SECRET", SECRET, "PORTAL_KEY", KEY);

    /** Renewed at nine tenths of it: every 20 s. */
    static final Duration LIFE = Duration.ofSeconds(22);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final ConfluenceSimulator confluence;
    private final Database database;
    private final Balancer balancer;
    private final List<Node> nodes;

    Fleet(Path directory, List<String> users) throws IOException {
        int entrance = FreePort.next();
        List<Integer> ports =
                IntStream.range(0, 3).mapToObj(i -> FreePort.next()).toList();
        confluence = add(ConfluenceSimulator.dataCenter()
                .client("my-app", SECRET, "http://localhost:" + entrance + "/callback/wiki")
                .users(users)
                .accessTokenLifetime(LIFE)
                // A server without leeway loses a grant by losing an answer, whatever its client does.
                .set(Switch.REFRESH_LEEWAY, "PT10M")
                .start());
        database = add(new Database(directory.resolve("database")));
        balancer = add(Balancer.before(ports, "/health/ready", entrance, directory));
        nodes = ports.stream()
                .map(port -> add(node(directory, entrance, port, ports.indexOf(port))))
                .toList();
        nodes.forEach(Node::start);
    }

    private Node node(Path directory, int entrance, int port, int number) {
        String configuration = """
                publicUrl: http://localhost:%d
                listen: 127.0.0.1:%d
                trustedProxies: [127.0.0.1]
                drain: { announce: 3s, wait: 30s }
                store: { url: '%s', user: postgres }
                keyset: keys/keyset.json
                sites:  { wiki: { dataCenter: { baseUrl: "%s", clientId: my-app, clientSecret: "${WIKI_SECRET}" }, simulator: true } }
                apps:   { portal: { keys: ["${PORTAL_KEY}"], sites: [wiki], rights: [connect, proxy], returnUrls: ["%s"] } }
                """.formatted(entrance, port, database.url(), confluence.baseUrl(), BACK);
        try {
            Path file = Files.writeString(directory.resolve("node" + number + ".yaml"), configuration);
            return new Node("node" + number, file, ENVIRONMENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T extends AutoCloseable> T add(T part) {
        open.push(part);
        return part;
    }

    URI entrance() {
        return URI.create("http://localhost:" + balancer.port());
    }

    ConfluenceSimulator confluence() {
        return confluence;
    }

    Database database() {
        return database;
    }

    Balancer balancer() {
        return balancer;
    }

    /** Returns the nodes; the last one is left alone, to see what becomes of its memory. */
    List<Node> nodes() {
        return nodes;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("A part of the fleet could not be stopped.", e);
            }
        }
    }
}
