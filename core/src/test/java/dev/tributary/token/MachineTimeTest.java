package dev.tributary.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MachineTimeTest {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    @Test
    void the_cheap_look_goes_with_the_time_and_is_ahead_of_it() {
        try (MachineTime time = MachineTime.start(Runnable::run)) {
            long first = time.soon();

            await().until(() -> time.soon() - first > 0);
            long now = time.nanoTime();
            assertThat(time.soon() - now).isBetween(-MINUTE, MINUTE);
        }
    }

    @Test
    void nothing_is_fresh_by_the_cheap_look_once_it_stands_still() {
        MachineTime time = MachineTime.start(Runnable::run);

        time.close();

        await().until(() -> time.soon() - time.nanoTime() > Duration.ofDays(999).toNanos());
    }
}
