package dev.tributary.simulator.content.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.content.rest.Bucket.Draw;
import dev.tributary.simulator.content.rest.Bucket.Rate;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BucketTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void an_empty_bucket_says_how_long_until_the_next_call() {
        Rate rate = new Rate(20, 5);
        Bucket bucket = new Bucket(0);
        assertThat(bucket.draw(rate, NOON)).isEqualTo(new Draw(false, 0, 1));
        assertThat(bucket.draw(new Rate(20, 0), NOON).pause()).isEqualTo(Long.MAX_VALUE);
        assertThat(bucket.draw(rate, NOON.plusSeconds(2))).isEqualTo(new Draw(true, 9, 1));
    }

    @Test
    void it_never_holds_more_than_its_capacity_and_bears_a_clock_set_back() {
        Rate rate = new Rate(3, 5);
        Bucket bucket = new Bucket(3);
        assertThat(bucket.draw(rate, NOON).remaining()).isEqualTo(2);
        assertThat(bucket.draw(rate, NOON.plusSeconds(3600)).remaining()).isEqualTo(2);
        assertThat(bucket.draw(rate, NOON).remaining()).isEqualTo(1);
        assertThat(bucket.draw(rate, NOON.plusSeconds(1)).remaining()).isEqualTo(2);
    }
}
