package dev.tributary.token.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.model.Connection;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.simulator.oauth.GrantView.Generation;
import dev.tributary.store.Store;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Four processes share a database, and five hundred callers in each want the token of one connection in the moment in which it
 * has ended. {@code -Dtributary.herds=…} lets that happen so often.
 */
class ProcessHerdTest {

    private static final int PROCESSES = 4;
    private static final int CALLERS = 500;
    private static final int HERDS = Integer.getInteger("tributary.herds", 3);
    private static final Duration LONG = Duration.ofHours(2);

    /** It takes a refresh token once, and forgives nothing. */
    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    private final List<Jvm> processes = new ArrayList<>();

    @AfterEach
    void end() {
        processes.forEach(Jvm::close);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void one_request_serves_all_callers_of_all_processes(Database database) throws Exception {
        URI token = URI.create(confluence.baseUrl() + "/rest/oauth2/latest/token");
        Setup setup = new Setup(
                database.create(directory),
                directory.resolve("keyset.json"),
                List.of(new Setup.Place("wiki", confluence.baseUrl(), token, Duration.ZERO)));
        Store store = setup.open(UnaryOperator.identity());
        Connection connection = Crowd.connect(setup, store, "wiki", 1).get(0);
        start(setup);

        for (int herd = 1; herd <= HERDS; herd++) {
            letTimePass(store, connection);
            confluence.requests().clear();

            assertThat(stampede(connection)).as("herd %d", herd).containsOnly(CALLERS + " " + CALLERS);

            assertThat(confluence.requests().of("POST", token.getPath()))
                    .as("herd %d", herd)
                    .hasSize(1);
            assertThat(Crowd.row(store, connection).connection().state().generation())
                    .isEqualTo(herd + 1L);
        }
        assertThat(confluence.grants().all()).singleElement().satisfies(grant -> {
            assertThat(grant.live()).isTrue();
            assertThat(grant.generations()).hasSize(HERDS + 1).allSatisfy(this::neverRefused);
        });
    }

    private void neverRefused(Generation generation) {
        assertThat(generation.refusedReuses()).isZero();
    }

    private void start(Setup setup) throws IOException {
        for (int i = 0; i < PROCESSES; i++) {
            processes.add(Jvm.start(directory, "process-" + i, setup));
        }
        processes.forEach(process -> process.await("ready"));
    }

    /** For the server and for what is stored; and no process remembers what was, as if its memory had come of age as well. */
    private void letTimePass(Store store, Connection connection) {
        confluence.clock().advance(LONG);
        assertThat(store.change(connection.id(), Crowd.age(LONG))).isTrue();
        askAll("forgotten", "forget " + connection.id());
    }

    private List<String> stampede(Connection connection) {
        askAll("gathered", "gather " + connection.id() + " " + CALLERS);
        return askAll("served", "go");
    }

    private List<String> askAll(String about, String command) {
        List<CompletableFuture<String>> answers =
                processes.stream().map(process -> process.ask(about, command)).toList();
        List<String> said = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            said.add(processes.get(i).await(answers.get(i)));
        }
        return said;
    }
}
