package dev.tributary.token.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.model.Connection;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.oauth.GrantView;
import dev.tributary.store.Store;
import dev.tributary.store.StoredConnection;
import dev.tributary.token.process.Stop.Point;
import dev.tributary.token.process.Stop.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;

/** One database, the connections in it that processes die of, one for each round, and a process that survives. */
final class Scene implements AutoCloseable {

    static final Duration LONG = Duration.ofHours(2);
    static final Duration MOST_OF_LEEWAY = Duration.ofMinutes(9);

    /** Starting is the dear part of a process; more at once would only stand in each other's way. */
    private static final Semaphore STARTING = new Semaphore(3, true);

    private final Path directory;
    private final Wire wire;
    private final List<Round> rounds;
    private final Setup setup;
    private final Store store;
    private final Map<Round, Connection> connections = new HashMap<>();
    private final Map<Round, String> grants = new HashMap<>();
    private final Jvm survivor;

    Scene(Path parent, Database database, Map<Provider, ConfluenceSimulator> simulators, Wire wire, List<Round> rounds)
            throws IOException, SQLException {
        this.directory = Files.createTempDirectory(parent, database.name());
        this.wire = wire;
        this.rounds = rounds;
        this.setup = new Setup(
                database.create(directory),
                directory.resolve("keyset.json"),
                simulators.entrySet().stream()
                        .map(each -> each.getKey().at(each.getValue().baseUrl()))
                        .toList());
        this.store = setup.open(UnaryOperator.identity());
        simulators.forEach(this::connect);
        this.survivor = process("survivor");
    }

    private void connect(Provider provider, ConfluenceSimulator simulator) {
        List<Round> own =
                rounds.stream().filter(round -> round.provider() == provider).toList();
        List<Connection> connected = Crowd.connect(setup, store, provider.site(), own.size());
        for (int i = 0; i < own.size(); i++) {
            connections.put(own.get(i), connected.get(i));
            grants.put(own.get(i), grantOf(row(own.get(i)), simulator));
            age(own.get(i), LONG);
        }
    }

    private static String grantOf(StoredConnection row, ConfluenceSimulator simulator) {
        String token = Objects.requireNonNull(row.tokens()).accessToken().reveal();
        return simulator.grants().all().stream()
                .filter(grant -> grant.accessTokens().contains(token))
                .map(GrantView::id)
                .findFirst()
                .orElseThrow();
    }

    String id(Round round) {
        return Objects.requireNonNull(connections.get(round)).id().toString();
    }

    String grant(Round round) {
        return Objects.requireNonNull(grants.get(round));
    }

    StoredConnection row(Round round) {
        return Crowd.row(store, Objects.requireNonNull(connections.get(round)));
    }

    private void age(Round round, Duration by) {
        assertThat(store.change(Objects.requireNonNull(connections.get(round)).id(), Crowd.age(by)))
                .isTrue();
    }

    /** Starts a process, which asks for tokens by way of the wire and is known there by its name. */
    private Jvm process(String name) throws IOException {
        Setup own = setup.with(place -> place.askingAt(wire.entrance(place.id(), name)));
        STARTING.acquireUninterruptibly();
        try {
            Jvm process = Jvm.start(directory, name, own);
            process.await("ready");
            return process;
        } finally {
            STARTING.release();
        }
    }

    /** Lets processes die, or be late, so that those of the rounds find what they are to find. */
    void prepare() throws IOException, InterruptedException {
        leaveOpen(beginningWith(Start.LEFT_OPEN, Start.LOST));
        putAside(beginningWith(Start.SPARE));
    }

    private List<Round> beginningWith(Start... starts) {
        return rounds.stream()
                .filter(round -> List.of(starts).contains(round.stop().start))
                .toList();
    }

    /** A process dies that has noted an attempt for each: some before sending, some with the answer on the wire. */
    private void leaveOpen(List<Round> left) throws IOException, InterruptedException {
        if (left.isEmpty()) {
            return;
        }
        String name = "first-" + directory.getFileName();
        Wire.Hold answers = wire.hold(name, Point.ANSWER_HELD);
        List<Round> unsent =
                left.stream().filter(round -> !round.beginsAnswered()).toList();
        try (Jvm first = process(name)) {
            unsent.forEach(round -> first.tell("stop " + id(round) + " " + Stop.NOTED));
            left.forEach(round -> first.tell("ask " + id(round)));
            unsent.forEach(round -> first.await(id(round) + ".stopped"));
            assertThat(answers.isReached(left.size() - unsent.size())).isTrue();
            first.kill();
        } finally {
            answers.release();
        }
    }

    /** An answer takes so long that another process notes a second attempt, and dies of it. Then the answer comes. */
    private void putAside(List<Round> aside) throws IOException, InterruptedException {
        if (aside.isEmpty()) {
            return;
        }
        String name = "slow-" + directory.getFileName();
        Wire.Hold answers = wire.hold(name, Point.ANSWER_HELD);
        try (Jvm slow = process(name)) {
            aside.forEach(round -> slow.tell("ask " + id(round)));
            assertThat(answers.isReached(aside.size())).isTrue();
            aside.forEach(round -> assertThat(slow.await(id(round))).startsWith("later"));
            noteAgain(aside);
            answers.release();
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> aside.stream()
                            .noneMatch(round -> row(round).spares().isEmpty()));
            slow.kill();
        } finally {
            answers.release();
        }
        aside.stream().filter(round -> round.provider() == Provider.LATE).forEach(round -> age(round, MOST_OF_LEEWAY));
    }

    private void noteAgain(List<Round> aside) throws IOException, InterruptedException {
        try (Jvm hasty = process("hasty-" + directory.getFileName())) {
            aside.forEach(round -> hasty.tell("stop " + id(round) + " " + Stop.NOTED));
            aside.forEach(round -> hasty.tell("call " + id(round)));
            aside.forEach(round -> hasty.await(id(round) + ".stopped"));
            hasty.kill();
        }
    }

    /** Kills a process at its step, and then asks the one that lives. Returns what that one says. */
    String run(Round round) throws IOException, InterruptedException {
        String name = "round-" + round.number();
        Stop stop = round.stop();
        try (Jvm victim = process(name)) {
            if (stop.point.isOnTheWire()) {
                dieOnTheWire(victim, name, round);
            } else {
                victim.tell("stop " + id(round) + " " + stop);
                victim.tell("call " + id(round));
                victim.await(id(round) + ".stopped");
                victim.kill();
            }
        }
        String said = call(round);
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> isSettled(round));
        return said;
    }

    private String call(Round round) {
        return survivor.await(survivor.ask(id(round), "call " + id(round)));
    }

    /** Whoever has a token that lives is served before the attempt that was left open is over. */
    private boolean isSettled(Round round) {
        StoredConnection row = row(round);
        boolean open = row.connection().isActive()
                && Objects.requireNonNull(row.current()).wasTried();
        return !open || call(round).isEmpty();
    }

    private void dieOnTheWire(Jvm victim, String name, Round round) throws InterruptedException {
        Wire.Hold hold = wire.hold(name, round.stop().point);
        try {
            victim.tell("call " + id(round));
            assertThat(hold.isReached(1)).as("%s came to its step", round).isTrue();
            victim.kill();
        } finally {
            hold.release();
        }
    }

    @Override
    public void close() {
        survivor.close();
    }
}
