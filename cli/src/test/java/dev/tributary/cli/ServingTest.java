package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.Whereabouts;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServingTest {

    private static final URI PUBLIC = URI.create("https://tributary.example.org");

    @Test
    void says_where_everything_is_once_it_serves() {
        Whereabouts all = new Whereabouts(
                PUBLIC,
                Optional.of(URI.create(PUBLIC + "/console/")),
                Optional.of(URI.create("http://127.0.0.1:9090")));

        assertThat(Serving.lines(all))
                .containsExactly(
                        "ready https://tributary.example.org",
                        "  console     https://tributary.example.org/console/",
                        "  management  http://127.0.0.1:9090/metrics",
                        "  health      http://127.0.0.1:9090/health/live and /health/ready");
    }

    @Test
    void names_nothing_that_is_not_there() {
        assertThat(Serving.lines(new Whereabouts(PUBLIC, Optional.empty(), Optional.empty())))
                .containsExactly(
                        "ready https://tributary.example.org",
                        "  health      https://tributary.example.org/health/live and /health/ready");
    }
}
