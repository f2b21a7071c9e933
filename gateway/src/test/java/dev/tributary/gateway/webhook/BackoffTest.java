package dev.tributary.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void each_pause_is_four_times_the_one_before_up_to_six_hours() {
        assertThat(IntStream.range(0, 9).mapToObj(tries -> Backoff.pause(tries, null, 0.5)))
                .startsWith(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(80))
                .endsWith(Duration.ofSeconds(20_480), Duration.ofHours(6), Duration.ofHours(6));
    }

    @Test
    void chance_makes_it_a_quarter_more_or_less() {
        assertThat(Backoff.pause(0, null, 0)).isEqualTo(Duration.ofMillis(3750));
        assertThat(Backoff.pause(0, null, 1)).isEqualTo(Duration.ofMillis(6250));
    }

    @Test
    void a_target_may_ask_for_longer_but_not_for_more_than_an_hour() {
        assertThat(Backoff.pause(0, Duration.ofMinutes(2), 0.5)).isEqualTo(Duration.ofMinutes(2));
        assertThat(Backoff.pause(0, Duration.ofDays(9), 0.5)).isEqualTo(Duration.ofHours(1));
        assertThat(Backoff.pause(6, Duration.ofSeconds(1), 0.5)).isEqualTo(Duration.ofSeconds(20_480));
    }
}
