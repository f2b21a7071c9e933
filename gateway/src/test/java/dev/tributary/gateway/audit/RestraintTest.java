package dev.tributary.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RestraintTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Restraint restraint = new Restraint();

    @Test
    void one_of_a_kind_passes_in_a_minute_and_the_next_says_how_many_did_not() {
        assertThat(restraint.pass("a", NOW)).isEqualTo(OptionalLong.of(0));
        assertThat(restraint.pass("a", NOW)).isEmpty();
        assertThat(restraint.pass("a", NOW.plus(MINUTE).minusMillis(1))).isEmpty();
        assertThat(restraint.pass("b", NOW)).isEqualTo(OptionalLong.of(0));

        assertThat(restraint.pass("a", NOW.plus(MINUTE))).isEqualTo(OptionalLong.of(2));
        assertThat(restraint.pass("b", NOW.plus(MINUTE))).isEqualTo(OptionalLong.of(0));
    }

    @Test
    void a_clock_that_was_set_back_silences_nobody() {
        restraint.pass("a", NOW);

        assertThat(restraint.pass("a", NOW.minus(MINUTE))).isPresent();
    }

    @Test
    void as_many_kinds_as_there_may_be_pass_and_one_for_all_others() {
        assertThat(passed("first", NOW)).isEqualTo(Restraint.KINDS + 1);
        assertThat(passed("second", NOW.plusSeconds(1))).isZero();
        assertThat(restraint.pass("first 7", NOW.plusSeconds(1))).isEmpty();

        assertThat(passed("third", NOW.plus(MINUTE)))
                .as("when those are over")
                .isBetween((long) Restraint.KINDS, Restraint.KINDS + 1L);
    }

    private long passed(String kind, Instant at) {
        return IntStream.range(0, 5 * Restraint.KINDS)
                .filter(i -> restraint.pass(kind + " " + i, at).isPresent())
                .count();
    }
}
