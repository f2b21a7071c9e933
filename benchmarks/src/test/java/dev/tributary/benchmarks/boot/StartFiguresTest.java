package dev.tributary.benchmarks.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is made of the figures of starts. */
class StartFiguresTest {

    @Test
    void a_ratio_is_of_one_round_because_the_machine_was_the_same_then() {
        StartFigures figures = new StartFigures("theirs", List.of("theirs", "ours"));
        // In a slow round both are slow: the ratio of the medians would be 1.33.
        figures.add("theirs", new Start(2, 4, 2, 100));
        figures.add("ours", new Start(4, 4, 1, 150));
        figures.add("ours", new Start(3, 4, 1, 150));
        figures.add("theirs", new Start(3, 4, 2, 100));
        figures.add("theirs", new Start(8, 4, 2, 100));
        figures.add("ours", new Start(8, 4, 1, 150));

        assertThat(figures.table().toString())
                .contains("| theirs | 3.00 s | 1.00 | 4.00 s | 1.00 | 2.00 s | 1.00 | 100 MB | 1.00 |")
                .contains("| ours | 4.00 s | 1.00 | 4.00 s | 1.00 | 1.00 s | 0.50 | 150 MB | 1.50 |");
    }
}
