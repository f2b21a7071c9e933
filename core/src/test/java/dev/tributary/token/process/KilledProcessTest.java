package dev.tributary.token.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.oauth.GrantView;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Processes that renew are killed by SIGKILL at each step, and another one that shares their database is asked for a token.
 * {@code -Dtributary.kills=…} has so many of them die in place of each step with each server on two databases.
 */
@Execution(ExecutionMode.CONCURRENT)
class KilledProcessTest {

    private static final List<Round> ROUNDS = Round.plan(Integer.getInteger("tributary.kills", 0));

    @TempDir
    Path directory;

    private final Map<Provider, ConfluenceSimulator> simulators = new EnumMap<>(Provider.class);
    private final Map<Database, Scene> scenes = new EnumMap<>(Database.class);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Wire wire;

    @BeforeEach
    void connect() throws Exception {
        wire = new Wire();
        for (Provider provider : Provider.values()) {
            ConfluenceSimulator simulator = provider.start();
            simulators.put(provider, simulator);
            wire.carryTo(provider.site(), simulator.baseUrl());
        }
        wire.start();
        for (Database database : Database.values()) {
            List<Round> own = ROUNDS.stream()
                    .filter(round -> round.database() == database)
                    .toList();
            scenes.put(database, new Scene(directory, database, simulators, wire, own));
        }
        simulators.values().forEach(simulator -> simulator.clock().advance(Scene.LONG));
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        scenes.values().forEach(Scene::close);
        wire.close();
        simulators.values().forEach(ConfluenceSimulator::close);
    }

    @Test
    void a_death_loses_no_grant_but_where_nobody_can_keep_it() throws Exception {
        Future<?> prepared = threads.submit(this::prepare);
        List<Future<Outcome>> running = new ArrayList<>();
        for (Round round : ROUNDS) {
            running.add(threads.submit(() -> run(round, prepared)));
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (Future<Outcome> each : running) {
            outcomes.add(each.get());
        }

        System.out.println(Report.of(outcomes, wire));
        outcomes.forEach(Outcome::check);
        assertThat(outcomes).filteredOn(Outcome::isLost).as("lost").allMatch(Outcome::lacksAnswer);
        assertThat(outcomes)
                .filteredOn(Outcome::isLost)
                .extracting(Outcome::round)
                .isEqualTo(ROUNDS.stream().filter(Round::losesGrant).toList());
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.round().provider() == Provider.STRICT)
                .allMatch(outcome -> outcome.lacksAnswer() == outcome.isLost());
        assertThat(wire.mostTogether())
                .as("requests with one refresh token at the same time")
                .isEqualTo(1);
    }

    private Outcome run(Round round, Future<?> prepared) throws Exception {
        if (round.stop().start != Stop.Start.EXPIRED) {
            prepared.get();
        }
        Scene scene = Objects.requireNonNull(scenes.get(round.database()));
        String said = scene.run(round);
        GrantView grant = Objects.requireNonNull(simulators.get(round.provider())).grants().all().stream()
                .filter(each -> each.id().equals(scene.grant(round)))
                .findFirst()
                .orElseThrow();
        Outcome outcome = new Outcome(round, said, scene.row(round), grant);
        System.out.println(outcome + ": " + said);
        return outcome;
    }

    private @Nullable Void prepare() throws Exception {
        List<Callable<@Nullable Void>> all = new ArrayList<>();
        for (Scene scene : scenes.values()) {
            all.add(() -> {
                scene.prepare();
                return null;
            });
        }
        for (Future<?> each : threads.invokeAll(all)) {
            each.get();
        }
        Objects.requireNonNull(simulators.get(Provider.LATE)).clock().advance(Scene.MOST_OF_LEEWAY);
        return null;
    }
}
