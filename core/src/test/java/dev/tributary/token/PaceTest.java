package dev.tributary.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final int MANY = 100_000;

    private final Pace pace = new Pace(2);
    private final AtomicInteger begun = new AtomicInteger();

    @Test
    void what_is_too_much_at_once_waits_for_its_turn() {
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            CompletableFuture<Void> work = new CompletableFuture<>();
            running.add(work);
            queue("wiki", work);
        }
        assertThat(begun).hasValue(2);

        running.get(1).complete(null);
        assertThat(begun).hasValue(3);
        running.get(0).completeExceptionally(new IllegalStateException("failed"));
        assertThat(begun).hasValue(4);
    }

    @Test
    void a_site_does_not_wait_for_another() {
        for (int i = 0; i < 5; i++) {
            queue("slow", new CompletableFuture<>());
        }
        queue("wiki", new CompletableFuture<>());

        assertThat(begun).hasValue(3);
    }

    @Test
    void a_long_queue_whose_work_is_done_at_once_does_not_exhaust_the_stack() {
        CompletableFuture<Void> first = new CompletableFuture<>();
        CompletableFuture<Void> second = new CompletableFuture<>();
        queue("wiki", first);
        queue("wiki", second);
        for (int i = 0; i < MANY; i++) {
            queue("wiki", CompletableFuture.completedFuture(null));
        }

        first.complete(null);

        assertThat(begun).hasValue(MANY + 2);
    }

    @Test
    void what_may_be_asked_again_does_not_make_a_queue_longer_than_wanted() {
        queue("wiki", new CompletableFuture<>());
        queue("wiki", new CompletableFuture<>());

        assertThat(pace.offer("wiki", 1, CompletableFuture::new)).isTrue();
        assertThat(pace.offer("wiki", 1, CompletableFuture::new)).isFalse();
        assertThat(pace.offer("other", 1, CompletableFuture::new)).isTrue();
    }

    private void queue(String site, CompletableFuture<Void> work) {
        pace.queue(site, () -> {
            begun.incrementAndGet();
            return work;
        });
    }
}
