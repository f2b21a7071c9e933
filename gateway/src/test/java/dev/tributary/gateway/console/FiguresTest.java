package dev.tributary.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class FiguresTest {

    private final Watch watch = new Watch();
    private final Figures figures = new Figures(watch);

    private static final class Watch extends Clock {

        private Instant now = Instant.parse("2026-03-01T12:00:30Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void calls_count_in_the_minute_in_which_they_are_looked_at_and_only_once() {
        figures.calls(10, Duration.ofMillis(200));
        watch.now = watch.now.plusSeconds(10);
        figures.calls(14, Duration.ofMillis(600));
        watch.now = watch.now.plusSeconds(60);
        figures.calls(15, Duration.ofMillis(650));

        assertThat(figures.callsOfLastHour()).hasSize(60).endsWith(0, 14, 1);
        assertThat(figures.millisOfLastHour()).hasSize(60).endsWith(0, 600, 50);
    }

    @Test
    void the_chart_says_the_average_of_all_calls_and_not_of_the_minutes() {
        Chart chart = Chart.ofAverage("Time for a call", "plain", new long[] {0, 99, 1}, new long[] {0, 990, 1010});

        assertThat(chart.total()).isEqualTo("20");
        assertThat(chart.summary())
                .isEqualTo("Time for a call in the last 3 minutes: 20 ms on average, at most 1010 ms in a minute");
        assertThat(chart.bars()).hasSize(2);
        assertThat(chart.bars().get(1).height())
                .isGreaterThan(chart.bars().get(0).height());
    }

    @Test
    void without_calls_there_is_nothing_to_draw() {
        assertThat(Chart.ofAverage("Time for a call", "plain", figures.callsOfLastHour(), figures.millisOfLastHour()))
                .satisfies(chart -> assertThat(chart.bars()).isEmpty())
                .satisfies(chart -> assertThat(chart.total()).isEqualTo("0"));
    }
}
