package dev.tributary.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import java.net.ConnectException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init")
class UpstreamTest {

    @StartConfluence
    ConfluenceSimulator confluence;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES);
    }

    @Test
    void a_way_that_was_replaced_opens_no_sockets_on_loops_that_had_none() throws Exception {
        Upstream used = upstream();
        open(used);
        assertThat(used.sockets()).isEqualTo(1);
        Upstream replaced = upstream();

        replaced.end();

        assertThatThrownBy(() -> open(replaced))
                .hasCauseInstanceOf(ConnectException.class)
                .hasMessageContaining("Another configuration");
        assertThat(replaced.sockets()).isZero();
    }

    private Upstream upstream() {
        return new Upstream(vertx, confluence.baseUrl(), UpstreamSettings.DEFAULT);
    }

    private static HttpClientRequest open(Upstream upstream) throws Exception {
        return upstream.open(HttpMethod.GET, "/")
                .toCompletionStage()
                .toCompletableFuture()
                .get(1, TimeUnit.MINUTES);
    }
}
