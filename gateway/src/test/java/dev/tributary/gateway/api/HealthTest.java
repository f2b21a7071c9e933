package dev.tributary.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.connect.FailingStore;
import dev.tributary.gateway.http.Answer;
import dev.tributary.gateway.http.Incoming;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HealthTest {

    private static final Incoming ASKED =
            new Incoming("", "", MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(), "127.0.0.1");

    private boolean stopping;
    private final FailingStore store = new FailingStore();
    private final Health health = new Health(store.store(), () -> stopping);

    @Tag("C32")
    @Test
    void it_is_ready_while_the_store_answers_and_says_no_more_than_that() {
        assertThat(health.ready(ASKED).status()).isEqualTo(200);
        assertThat(health.ready(ASKED).body()).hasToString("{\"status\":\"up\"}");

        store.failAt("peek");
        Answer down = health.ready(ASKED);
        assertThat(down.status()).isEqualTo(503);
        assertThat(down.body()).hasToString("{\"status\":\"down\"}");
    }

    @Test
    void it_is_not_ready_any_more_when_it_is_about_to_stop_but_lives() {
        stopping = true;

        assertThat(health.ready(ASKED).status()).isEqualTo(503);
        assertThat(health.ready(ASKED).body()).hasToString("{\"status\":\"down\"}");
        assertThat(health.live(ASKED).status()).isEqualTo(200);
    }

    @Test
    void those_who_run_it_are_told_why_it_is_not_ready() {
        assertThat(health.details(ASKED).status()).isEqualTo(200);

        store.failAt("peek");
        Answer down = health.details(ASKED);
        assertThat(down.status()).isEqualTo(503);
        assertThat(down.body().toString()).contains("\"store\":\"down\"", "\"stopping\":false");
    }

    @Test
    void it_lives_also_while_the_store_is_away() {
        store.failAt("peek");

        assertThat(health.live(ASKED).status()).isEqualTo(200);
    }
}
