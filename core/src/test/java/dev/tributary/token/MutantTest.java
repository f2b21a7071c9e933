package dev.tributary.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation can fail: with any one clause of the renewal taken out, it does. */
class MutantTest {

    private static final long BUDGET = 3_000;

    @BeforeAll
    static void silence() {
        Quiet.engine();
    }

    @ParameterizedTest
    @EnumSource
    void a_renewal_without_a_clause_is_found_out(Mutant mutant) {
        List<Schedule.Setting> settings = SimulationTest.settings().toList();

        assertThat(LongStream.range(0, BUDGET)
                        .parallel()
                        .anyMatch(seed -> settings.stream()
                                .anyMatch(setting -> !new Schedule(seed, setting, mutant.engine(), false)
                                        .run()
                                        .isEmpty())))
                .as("found within %d schedules of each kind of server", BUDGET)
                .isTrue();
    }
}
