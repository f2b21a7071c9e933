package dev.tributary.acceptance.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.acceptance.TributaryProcess;
import dev.tributary.evidence.FreePort;
import dev.tributary.evidence.RequiredProgram;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.oauth.GrantView;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances of the example for Spring Boot, whose sessions and connections are in one PostgreSQL, behind a load balancer. */
class PortalFleetIT {

    private static final int CALLERS = 500;
    private static final Duration LIFE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void programs() throws InterruptedException {
        RequiredProgram.check("haproxy", "-v", "Install Debian's haproxy, to try instances behind a load balancer.");
    }

    @AfterEach
    void stop() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    @Test
    void what_one_instance_has_connected_the_other_uses_and_a_crowd_at_expiry_renews_once_when_one_has_died()
            throws Exception {
        URI entrance = local(FreePort.next());
        URI first = local(FreePort.next());
        URI second = local(FreePort.next());
        ConfluenceSimulator confluence = add(ConfluenceSimulator.dataCenter()
                .client("portal", "portal-secret", entrance + "/confluence/callback/wiki")
                .accessTokenLifetime(LIFE)
                .start());
        Database database = add(new Database(directory.resolve("database")));
        instance(first, entrance, confluence, database);
        TributaryProcess doomed = instance(second, entrance, confluence, database);
        add(Balancer.before(
                List.of(first.getPort(), second.getPort()), "/actuator/health", entrance.getPort(), directory));

        PortalUser ann = new PortalUser(entrance, first);
        ann.signIn("ann");
        ann.connect();
        Instant connected = Instant.now();
        assertThat(call(second, ann).statusCode()).isEqualTo(200);
        doomed.kill();
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> Instant.now().isAfter(connected.plus(LIFE)));
        List<HttpResponse<String>> answers = crowd(entrance, ann);

        assertThat(answers)
                .hasSize(CALLERS)
                .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
        assertThat(confluence.grants().all()).hasSize(1).allSatisfy(PortalFleetIT::assertRenewedOnce);
    }

    private static void assertRenewedOnce(GrantView grant) {
        assertThat(grant.live()).isTrue();
        assertThat(grant.generations()).hasSize(2).allMatch(generation -> generation.refusedReuses() == 0);
    }

    private TributaryProcess instance(URI address, URI entrance, ConfluenceSimulator confluence, Database database) {
        Map<String, String> environment = Map.of(
                "SERVER_PORT", Integer.toString(address.getPort()),
                "WIKI_URL", confluence.baseUrl().toString(),
                "WIKI_CLIENT_SECRET", "portal-secret",
                "DATABASE_URL", database.url(),
                "DATABASE_USER", "postgres",
                "TRIBUTARY_PUBLIC_URL", entrance.toString(),
                "TRIBUTARY_KEYSET_FILE", directory.resolve("keyset.json").toString());
        String jar = "examples/spring-boot-docs-portal/target/spring-boot-docs-portal-0.1.0-SNAPSHOT.jar";
        List<String> command = List.of(
                TributaryProcess.java(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-jar",
                TributaryProcess.home().resolve(jar).toString());
        TributaryProcess process = add(TributaryProcess.start(command, environment));
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> process.printed().contains("Started DocsPortal") || !process.isAlive());
        assertThat(process.isAlive()).as(process.printed()).isTrue();
        return process;
    }

    private List<HttpResponse<String>> crowd(URI entrance, PortalUser user) {
        List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            calls.add(client.sendAsync(request(entrance, user), BodyHandlers.ofString()));
        }
        return calls.stream().map(CompletableFuture::join).toList();
    }

    private HttpResponse<String> call(URI instance, PortalUser user) throws Exception {
        return client.send(request(instance, user), BodyHandlers.ofString());
    }

    private static HttpRequest request(URI address, PortalUser user) {
        return HttpRequest.newBuilder(address.resolve("/api/spaces"))
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .header("Cookie", user.session())
                .build();
    }

    private static URI local(int port) {
        return URI.create("http://localhost:" + port);
    }

    private <T extends AutoCloseable> T add(T part) {
        open.push(part);
        return part;
    }
}
