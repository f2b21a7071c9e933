package dev.tributary.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.databases.Login;
import dev.tributary.databases.PostgresServer;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.simulator.oauth.Client;
import dev.tributary.spring.Portal;
import dev.tributary.spring.Visitor;
import dev.tributary.store.Keyset;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Two nodes with one database, which has their sessions and their connections. */
@Tag("C36")
class SharedSessionTest {

    private static final int TABS = 6;

    private static ConfluenceSimulator confluence;
    private static Portal first;
    private static Portal second;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        confluence = ConfluenceSimulator.of(Edition.DATA_CENTER).start();
        Map<String, Object> shared = new HashMap<>(database());
        first = Portal.start(confluence, directory, shared);
        shared.put("tributary.public-url", first.address());
        second = Portal.start(confluence, directory, shared);
        confluence
                .clients()
                .register(Client.of("portal", "portal-secret", first.address() + "/confluence/callback/wiki"));
    }

    private static Map<String, Object> database() throws IOException {
        Path keys = Files.createTempDirectory("shared").resolve("keyset.json");
        Keyset.ephemeral().writeTo(keys);
        Login login = PostgresServer.newLogin();
        return Map.of(
                "spring.autoconfigure.exclude", "",
                "spring.datasource.url", login.url(),
                "spring.datasource.username", login.name(),
                "spring.datasource.password", login.password(),
                "spring.session.jdbc.initialize-schema", "always",
                "tributary.keyset", Files.readString(keys));
    }

    @AfterAll
    static void stop() {
        second.close();
        first.close();
        confluence.close();
    }

    @Test
    void a_flow_that_one_node_began_comes_back_to_the_other() {
        Visitor ann = second.signedIn("ann");

        URI callback = ann.consent(ann.redirect(second.pressConnect(ann, "/done")), "alice", first.address());

        assertThat(callback.getPort()).isEqualTo(first.address().getPort());
        assertThat(ann.get(callback).statusCode()).isEqualTo(303);
        assertThat(ann.get(second.address().resolve("/me")).body()).isEqualTo("alice");
        assertThat(ann.get(first.address().resolve("/me")).body()).isEqualTo("alice");
        assertThat(first.bean(JdbcTemplate.class).queryForList("SELECT * FROM spring_session"))
                .isNotEmpty();
    }

    @Test
    void tabs_that_begin_at_the_same_time_at_two_nodes_all_come_back() throws InterruptedException, ExecutionException {
        Visitor ben = first.signedIn("ben");
        first.connectForm(ben, "/done");
        ExecutorService tabs = Executors.newFixedThreadPool(TABS);
        try {
            List<Callable<URI>> presses = new ArrayList<>();
            for (int i = 0; i < TABS; i++) {
                Portal node = i % 2 == 0 ? first : second;
                presses.add(() -> ben.redirect(node.pressConnect(ben, "/done")));
            }
            for (Future<URI> authorization : tabs.invokeAll(presses)) {
                URI callback = ben.consent(authorization.get(), "bob", first.address());
                assertThat(ben.get(callback).statusCode()).isEqualTo(303);
            }
        } finally {
            tabs.shutdownNow();
        }
        assertThat(ben.get("/me").body()).isEqualTo("bob");
    }
}
