package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.console.SiteTrial.Kind;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init")
class ManifestTrialTest {

    @StartConfluence
    ConfluenceSimulator confluence;

    private final Vertx vertx = Vertx.vertx();
    private final Parts parts = new Parts();

    @AfterEach
    void close() throws Exception {
        parts.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES);
    }

    /** A reload brings another one, so that its sockets would never be closed. */
    @Test
    void asks_until_the_configuration_that_it_belongs_to_is_given_up() {
        ManifestTrial trial = ManifestTrial.of(vertx, parts);
        assertThat(trial.ask(confluence.baseUrl()).kind()).isEqualTo(Kind.PRODUCT);
        int before = confluence.requests().all().size();

        parts.close();

        assertThat(trial.ask(confluence.baseUrl()).kind()).isEqualTo(Kind.NOTHING);
        assertThat(confluence.requests().all()).hasSize(before);
    }
}
