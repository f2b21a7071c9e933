package dev.tributary.confluence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ListingTest {

    private final List<String> fetched = new ArrayList<>();

    @Test
    void batches_are_fetched_one_after_another_to_the_end() {
        assertThat(Listing.stream("/0", this::threeBatchesOfTwo)).containsExactly("0a", "0b", "1a", "1b", "2a", "2b");
        assertThat(fetched).containsExactly("/0", "/1", "/2");
    }

    @Test
    void nothing_is_fetched_before_it_is_wanted() {
        Stream<String> stream = Listing.stream("/0", this::threeBatchesOfTwo);
        assertThat(fetched).isEmpty();

        assertThat(stream.limit(2)).containsExactly("0a", "0b");
        assertThat(fetched).containsExactly("/0");
    }

    @Test
    void a_server_that_promises_more_after_an_empty_batch_makes_no_loop() {
        assertThat(Listing.stream("/0", target -> new Listing.Batch<String>(List.of(), "/1")))
                .isEmpty();
    }

    @Test
    void a_server_whose_next_batch_is_the_same_one_makes_no_loop() {
        assertThat(Listing.stream("/0", target -> new Listing.Batch<>(List.of("a"), "/0")))
                .containsExactly("a");
    }

    private Listing.Batch<String> threeBatchesOfTwo(String target) {
        fetched.add(target);
        int number = Integer.parseInt(target.substring(1));
        return new Listing.Batch<>(List.of(number + "a", number + "b"), number < 2 ? "/" + (number + 1) : null);
    }
}
