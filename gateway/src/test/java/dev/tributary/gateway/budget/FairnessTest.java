package dev.tributary.gateway.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.model.Connection;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets how much of a limit that all of them share: users of apps who are the same in Confluence. */
class FairnessTest {

    private static final Duration TICK = Duration.ofMillis(10);
    private static final int TICKS_PER_SECOND = 100;

    private final Sited site = new Sited();

    @ParameterizedTest
    @CsvSource({
        // who hammers, calls each keeps waiting, calls a second of the polite one, per second of the bucket
        "1, 32, 1, 10",
        "1, 100, 4, 10",
        "9, 32, 1, 10",
        "20, 8, 2, 100",
    })
    void others_get_what_they_ask_for_within_their_share(int hammers, int burst, int polite, int fill) {
        site.served(
                Sited.connection("any", "one", "shared", "https://wiki.example.org"), Sited.fields(fill * 10, 0, fill));
        List<Load> loads = new ArrayList<>();
        IntStream.range(0, hammers).forEach(one -> loads.add(new Load(Priority.INTERACTIVE, burst, TICKS_PER_SECOND)));
        Load one = new Load(Priority.INTERACTIVE, burst, polite);
        loads.add(one);

        run(loads, 30);

        assertThat(one.refused).as("refused of the polite one").isZero();
        assertThat(one.passed).isBetween(polite * 28, polite * 30);
        int all = loads.stream().mapToInt(load -> load.passed).sum();
        assertThat(all).as("nothing of the limit is wasted").isBetween(fill * 29, fill * 31);
    }

    @Test
    void those_who_hammer_alike_get_alike() {
        site.served(Sited.connection("any", "one", "shared", "https://wiki.example.org"), Sited.fields(100, 0, 20));
        List<Load> loads = List.of(
                new Load(Priority.INTERACTIVE, 32, 100),
                new Load(Priority.INTERACTIVE, 8, 100),
                new Load(Priority.INTERACTIVE, 100, 100));

        run(loads, 30);

        assertThat(loads).allSatisfy(load -> assertThat(load.passed).isBetween(180, 220));
    }

    @Test
    void interactive_comes_before_bulk_which_does_not_stand_still() {
        site.served(Sited.connection("any", "one", "shared", "https://wiki.example.org"), Sited.fields(100, 0, 20));
        Load interactive = new Load(Priority.INTERACTIVE, 32, 100);
        Load bulk = new Load(Priority.BULK, 32, 100);
        List<Load> loads = List.of(bulk, interactive, new Load(Priority.BULK, 32, 100));

        run(loads, 40);

        assertThat(interactive.passed).as("seven of eight").isBetween(660, 740);
        assertThat(bulk.passed).as("its half of one of eight").isBetween(35, 60);
    }

    @Test
    void bulk_gets_what_interactive_calls_leave_and_keeps_none_of_them_waiting() {
        site.served(Sited.connection("any", "one", "shared", "https://wiki.example.org"), Sited.fields(100, 24, 20));
        Load bulk = new Load(Priority.BULK, 32, 100);
        Load interactive = new Load(Priority.INTERACTIVE, 1, 5);

        run(List.of(bulk, interactive), 30);

        assertThat(interactive.refused).isZero();
        assertThat(interactive.waited).as("interactive calls that had to wait").isZero();
        assertThat(bulk.passed).isBetween(14 * 30, 16 * 30);
    }

    private void run(List<Load> loads, int seconds) {
        for (int tick = 0; tick < seconds * TICKS_PER_SECOND; tick++) {
            int now = tick;
            loads.forEach(load -> load.tick(now));
            site.time.pass(TICK);
        }
        loads.forEach(Load::count);
    }

    /** One user of one app, who asks so many times a second unless so many wait. */
    private final class Load {

        private final Connection connection = Sited.connection("app", "user", "shared", "https://wiki.example.org");
        private final Priority priority;
        private final int most;
        private final int every;
        private List<Future<Void>> waiting = new ArrayList<>();
        private int passed;
        private int refused;
        private int waited;

        Load(Priority priority, int most, int perSecond) {
            this.priority = priority;
            this.most = most;
            this.every = TICKS_PER_SECOND / perSecond;
        }

        void tick(int now) {
            count();
            if (now % every == 0 && waiting.size() < most) {
                Future<Void> turn = site.budget.turn(connection, priority);
                waited += turn.isComplete() ? 0 : 1;
                waiting.add(turn);
            }
        }

        void count() {
            passed += (int) waiting.stream().filter(Future::succeeded).count();
            refused += (int) waiting.stream().filter(Future::failed).count();
            waiting = new ArrayList<>(
                    waiting.stream().filter(turn -> !turn.isComplete()).toList());
        }
    }
}
