package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tributary.gateway.console.SiteTrial.Kind;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
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

    /** Once in hundreds of times, on a busy machine, the answer is there before the asker does anything more. */
    @Test
    void whoever_answers_is_heard() throws IOException {
        ManifestTrial trial = ManifestTrial.of(vertx, parts);
        for (int i = 0; i < 2000; i++) {
            HttpServer quick = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            quick.createContext("/", exchange -> {
                exchange.sendResponseHeaders(404, -1);
                exchange.close();
            });
            quick.start();
            try {
                URI baseUrl =
                        URI.create("http://127.0.0.1:" + quick.getAddress().getPort());
                assertThat(trial.ask(baseUrl).kind()).as("trial %d", i).isEqualTo(Kind.OTHER);
            } finally {
                quick.stop(0);
            }
        }
    }
}
