package dev.tributary.benchmarks.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

/** What is made of the figures of loads. */
class FiguresTest {

    @Test
    void a_ratio_is_of_one_round_because_the_machine_was_the_same_then() {
        Figures figures = new Figures();
        for (int round = 1; round <= 3; round++) {
            figures.add("nginx", load(100 * round));
            figures.add("Tributary", load(150 * round));
        }
        figures.add("Tributary", load(900));

        assertThat(figures.cpu().toString())
                .contains("| nginx | 200.0 µs | 1.00 |")
                .contains("| Tributary | 450.0 µs | 1.50 |");
    }

    @Test
    void what_the_load_has_counted_is_read_from_its_last_line() {
        Wrk.Load load = Wrk.Load.read("Running 5s test\nRequests/sec: 2\nRESULT 40000 5000000 0 0 812 2400\n", 1.0);

        assertThat(load.sound()).isEqualTo(new Wrk.Load(40_000, 5.0, 0, 0, 812, 2_400, 1.0));
        assertThat(load.cpuEach()).isEqualTo(25.0);
        assertThat(load.perSecond()).isEqualTo(8_000.0);
    }

    @Test
    void refusals_measure_nothing() {
        assertThatIllegalStateException().isThrownBy(() -> new Wrk.Load(100, 1, 0, 1, 1, 1, 1).sound());
        assertThatIllegalStateException().isThrownBy(() -> new Wrk.Load(100, 1, 1, 0, 1, 1, 1).sound());
        assertThatIllegalStateException().isThrownBy(() -> Wrk.Load.read("unable to connect", 0));
    }

    private static Wrk.Load load(double micros) {
        return new Wrk.Load(1_000, 1, 0, 0, 1, 1, micros / 1e3);
    }
}
