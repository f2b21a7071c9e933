package dev.tributary.simulator.content.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.environment.Switch;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Behaviour 17. */
class RateLimitTest {
    private static final String ME = "/rest/api/user/current";

    private final Confluence confluence = new Confluence();
    private final Call alice = confluence.as("alice");

    @BeforeEach
    void limit() {
        confluence.switches().set(Switch.RATE_LIMIT_CAPACITY, "2");
        confluence.switches().set(Switch.RATE_LIMIT_FILL, "0");
        confluence.switches().set(Switch.RATE_LIMIT, "on");
    }

    @AfterEach
    void stop() {
        confluence.close();
    }

    @Test
    void behaviour_17_every_answer_tells_the_limit_and_how_much_is_left() {
        Answer first = alice.get(ME);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("X-RateLimit-Limit")).isEqualTo("2");
        assertThat(first.header("X-RateLimit-Remaining")).isEqualTo("1");
        assertThat(first.header("X-RateLimit-FillRate")).isEqualTo("0");
        assertThat(first.header("X-RateLimit-Interval-Seconds")).isEqualTo("1");
        assertThat(first.header("Retry-After")).isEqualTo("0");
        assertThat(alice.get("/rest/api/content/1").header("X-RateLimit-Remaining"))
                .isEqualTo("0");
    }

    @Test
    void behaviour_17_without_the_switch_nothing_is_said() {
        confluence.switches().set(Switch.RATE_LIMIT, "off");
        assertThat(alice.get(ME).response().headers().firstValue("X-RateLimit-Limit"))
                .isEmpty();
    }

    @Test
    void behaviour_17_an_empty_bucket_answers_429_for_its_user_alone() {
        drain();
        Answer refused = alice.get(ME);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Content-Type")).startsWith("application/json");
        assertThat(refused.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(confluence.as("bob").get(ME).status()).isEqualTo(200);
    }

    @Test
    void behaviour_17_time_fills_the_bucket() {
        drain();
        confluence.switches().set(Switch.RATE_LIMIT_FILL, "1");
        confluence.clock().advance(Duration.ofMinutes(1));
        assertThat(alice.get(ME).header("X-RateLimit-Remaining")).isEqualTo("1");
    }

    @Test
    void behaviour_17_the_body_of_a_429_is_html_by_switch() {
        drain();
        confluence.switches().set(Switch.RATE_LIMIT_BODY, "html");
        Answer refused = alice.get(ME);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Content-Type")).startsWith("text/html");
    }

    @Test
    void behaviour_17_retry_after_is_zero_or_absurd_by_switch() {
        drain();
        confluence.switches().set(Switch.RATE_LIMIT_RETRY_AFTER, "zero");
        assertThat(alice.get(ME).header("Retry-After")).isEqualTo("0");
        confluence.switches().set(Switch.RATE_LIMIT_RETRY_AFTER, "max");
        assertThat(alice.get(ME).header("Retry-After")).isEqualTo("9223372036854775807");
    }

    private void drain() {
        alice.get(ME);
        alice.get(ME);
    }
}
