package dev.tributary.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.token.Schedule.Company;
import dev.tributary.token.Schedule.Engine;
import dev.tributary.token.Schedule.Setting;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The real engine in simulated worlds: crashes, stalls, lost and late answers, a store and a server that go away; more than
 * 200 000 schedules. {@code -Dtributary.schedules=…} runs so many for each kind of server, {@code -Dtributary.seed=…} that
 * one; a schedule that fails prints its trace.
 */
class SimulationTest {

    private static final long FIRST = Long.getLong("tributary.seed", 0L);
    private static final long SCHEDULES =
            Long.getLong("tributary.seed") == null ? Long.getLong("tributary.schedules", 17_200L) : 1;

    /** In these worlds a store that is away is nothing to warn of. */
    @BeforeAll
    static void silence() {
        Quiet.engine();
    }

    static Stream<Setting> settings() {
        return Stream.of(Company.values())
                .flatMap(company -> Stream.of(Rotation.values())
                        .filter(rotation -> company == Company.NONE || rotation.hasLeeway())
                        .map(rotation -> new Setting(rotation, company)));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void loses_nothing_that_could_be_kept(Setting setting) {
        Map<String, Long> failed = new ConcurrentSkipListMap<>();
        LongStream.range(FIRST, FIRST + schedules(setting))
                .parallel()
                .forEach(seed -> new Schedule(seed, setting, Engine.REAL, false)
                        .run()
                        .forEach((invariant, how) -> failed.merge(invariant, seed, Math::min)));

        assertThat(failed).as(() -> traces(setting, failed)).isEmpty();
    }

    /** Those of two connections on one pair take more than twice the time, and vary less. */
    private static long schedules(Setting setting) {
        return setting.company() == Company.ONE_PAIR ? (SCHEDULES + 4) / 5 : SCHEDULES;
    }

    private static String traces(Setting setting, Map<String, Long> failed) {
        StringBuilder all = new StringBuilder();
        new TreeMap<>(failed).forEach((invariant, seed) -> {
            Schedule schedule = new Schedule(seed, setting, Engine.REAL, true);
            Map<String, String> violations = schedule.run();
            all.append("\n\n%s with server %s, seed %d: %s\n".formatted(invariant, setting, seed, violations));
            schedule.world().trace.forEach(line -> all.append(line).append('\n'));
        });
        return all.toString();
    }
}
