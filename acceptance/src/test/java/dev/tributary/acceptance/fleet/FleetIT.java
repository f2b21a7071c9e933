package dev.tributary.acceptance.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.acceptance.fleet.Called.Kind;
import dev.tributary.acceptance.fleet.Database.Renewal;
import dev.tributary.acceptance.fleet.Judge.Cause;
import dev.tributary.evidence.RequiredProgram;
import dev.tributary.simulator.oauth.GrantView;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two hundred users whose tokens are renewed every 20 s, on three nodes of which each minute one is killed and one drained,
 * over a database that restarts, at a Confluence that fails: no grant is lost, and no call fails because of the fleet.
 *
 * <p>The property {@code fleet.minutes} says how long, 1 unless given; the figures to show come from 10.
 */
class FleetIT {

    private static final int USERS = 200;
    private static final int MINUTES = Integer.getInteger("fleet.minutes", 1);
    private static final int HEARTBEAT = 10;
    private static final int SIGTERM = 128 + 15;
    private static final Duration MOST_DOUBT = Duration.ofMinutes(4);

    @TempDir
    private Path directory;

    private final History history = new History();
    private final List<Long> memory = new ArrayList<>();

    @BeforeAll
    static void programs() throws InterruptedException {
        RequiredProgram.check("haproxy", "-v", "Install Debian's haproxy, to try a fleet behind a load balancer.");
    }

    @Test
    void nothing_is_lost_while_nodes_die_the_database_restarts_and_confluence_fails() throws Exception {
        List<String> names = Users.named(USERS);
        try (Fleet fleet = new Fleet(directory, names)) {
            Users users = new Users(fleet.entrance());
            connectAll(users, names);
            Journal journal = new Journal(fleet.confluence());
            Weather.begin(fleet.confluence());
            Callers callers = new Callers(fleet.entrance(), names);
            try (journal;
                    callers) {
                for (int minute = 0; minute < MINUTES; minute++) {
                    trouble(fleet, minute);
                }
            }
            Weather.end(fleet.confluence());
            Judge.Verdict judged = new Judge(journal, fleet.balancer(), history).judge(callers.calls());
            report(judged, journal, fleet);

            assertThat(judged.of(Cause.OURS)).isEmpty();
            assertThat(judged.of(Cause.ON_ITS_WAY_THROUGH_A_NODE_THAT_DIED))
                    .hasSizeLessThanOrEqualTo(MINUTES * Callers.AT_ONCE);
            assertThat(judged.of(Cause.DATABASE_AWAY)).hasSizeLessThanOrEqualTo(Callers.AT_ONCE);
            assertThat(judged.of(Cause.NONE)).hasSizeGreaterThan(MINUTES * 1_000);
            assertNothingWasDoneTwice(journal);
            assertNoGrantWasLost(fleet, users, callers, names);
        }
    }

    private static void connectAll(Users users, List<String> names) throws InterruptedException {
        ExecutorService side = Executors.newFixedThreadPool(4);
        try {
            List<? extends Future<?>> all = names.stream()
                    .map(name -> side.submit(() -> users.connect(name)))
                    .toList();
            for (Future<?> each : all) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            side.shutdownNow();
        }
    }

    /** A minute: one of the first two nodes is killed, the other is drained, and halfway through all the database restarts. */
    private void trouble(Fleet fleet, int minute) throws Exception {
        Instant end = Instant.now().plusSeconds(60);
        Node doomed = fleet.nodes().get(minute % 2);
        Node next = fleet.nodes().get((minute + 1) % 2);
        pause(8);
        Instant death = Instant.now();
        history.killed(doomed.name(), death);
        doomed.kill();
        pause(2);
        Set<Renewal> renewals = fleet.database().renewals();
        doomed.start();
        pause(HEARTBEAT);
        // Nobody gives a sign of life for these any more.
        renewals.retainAll(fleet.database().renewals());
        renewals.forEach(renewal -> history.abandoned(renewal.user(), death));
        assertThat(next.drain()).isEqualTo(SIGTERM);
        history.drained();
        next.start();
        if (minute == MINUTES / 2) {
            pause(8);
            Instant away = Instant.now();
            fleet.database().restart();
            history.databaseAway(away, Instant.now());
        }
        memory.add(fleet.nodes().get(2).memory());
        pause(Math.max(1, Duration.between(Instant.now(), end).toSeconds()));
    }

    private static void pause(long seconds) throws InterruptedException {
        TimeUnit.SECONDS.sleep(seconds);
    }

    private void report(Judge.Verdict judged, Journal journal, Fleet fleet) {
        System.out.println("Fleet: " + MINUTES + " min, " + USERS + " users, " + history + ".");
        for (Cause cause : Cause.values()) {
            System.out.println("  " + cause + ": " + judged.of(cause).size() + " calls");
        }
        System.out.println("  renewals asked for: " + journal.renewals());
        System.out.println("  memory of the node left alone, MiB each minute: " + memory);
        judged.of(Cause.OURS).stream()
                .limit(20)
                .forEach(call -> System.out.println("  ! " + call + "; renewals: " + journal.renewalsOf(call.user())));
        judged.of(Cause.RENEWAL_IN_DOUBT).stream().limit(3).forEach(call -> System.out.println("  ? " + call));
        judged.of(Cause.DATABASE_AWAY).stream().limit(3).forEach(call -> System.out.println("  ? " + call));
        System.out.println("  grants: " + fleet.confluence().grants().all().size());
    }

    private static void assertNothingWasDoneTwice(Journal journal) {
        assertThat(journal.calls())
                .allSatisfy(arrived -> assertThat(arrived.stream()
                                .filter(one -> one.method().equals("POST"))
                                .filter(one -> one.status() == 200 || one.status() == 0))
                        .hasSizeLessThanOrEqualTo(1));
    }

    /** Whoever was in doubt at the end is served in the end; no pair was renewed twice, but where its answer was lost. */
    private void assertNoGrantWasLost(Fleet fleet, Users users, Callers callers, List<String> names) {
        Awaitility.await()
                .atMost(MOST_DOUBT)
                .pollInterval(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(names.stream().map(name -> callers.call(name, Kind.WHO_AM_I)))
                        .allMatch(Called::isServed));
        assertThat(users.count("ACTIVE")).isEqualTo(USERS);
        assertThat(users.count("RECONNECT_REQUIRED")).isZero();
        List<GrantView.Generation> generations = fleet.confluence().grants().all().stream()
                .flatMap(grant -> grant.generations().stream())
                .toList();
        assertThat(generations).allMatch(generation -> generation.refusedReuses() == 0);
        long again = generations.stream()
                .filter(generation -> generation.refreshes() > 1)
                .count();
        System.out.println("  generations: " + generations.size() + ", asked for again after a lost answer: " + again);
        assertThat(fleet.nodes().stream().flatMap(node -> node.log().stream()))
                .noneMatch(line -> line.contains(" ERROR "));
    }
}
