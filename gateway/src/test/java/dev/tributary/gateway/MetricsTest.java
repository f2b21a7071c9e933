package dev.tributary.gateway;

import static dev.tributary.gateway.identity.TestKey.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class MetricsTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    private GatewayWorld world;

    @BeforeEach
    void start() {
        world = new GatewayWorld(
                confluence,
                directory,
                "  operator: { keys: [\"sha256:%s\"], sites: [wiki], rights: [admin] }\n"
                        .formatted(sha256(GatewayWorld.key("operator"))));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void calls_are_counted_by_site_application_and_class_of_status() {
        world.connect("alice");
        world.call("portal", "alice", "/rest/api/space");
        world.call("portal", "alice", "/rest/api/content/4711");
        world.call("portal", "nobody", "/rest/api/space");

        assertThat(value("tributary_calls_seconds_count{app=\"portal\",site=\"wiki\",status=\"2xx\"}"))
                .isEqualTo(1);
        assertThat(value("tributary_calls_seconds_count{app=\"portal\",site=\"wiki\",status=\"4xx\"}"))
                .as("a page that is not there, and a user who is not connected")
                .isEqualTo(2);
        assertThat(value("tributary_site_answers_seconds_count{site=\"wiki\",status=\"4xx\"}"))
                .as("what Confluence itself has answered")
                .isEqualTo(1);
        assertThat(value("tributary_calls_under_way")).isZero();
        assertThat(value("tributary_site_sockets{site=\"wiki\"}")).isPositive();
    }

    @Test
    void renewals_are_counted_with_what_they_cost() {
        world.connect("alice");
        world.call("portal", "alice", "/rest/api/space");
        confluence.clock().advance(Duration.ofHours(2));
        world.call("portal", "alice", "/rest/api/space");

        String requests = "tributary_token_requests_seconds_count{grant=\"%s\",outcome=\"issued\",site=\"wiki\"}";
        assertThat(value(requests.formatted("authorization-code"))).isEqualTo(1);
        assertThat(value(requests.formatted("refresh-token"))).isEqualTo(1);
        assertThat(value("tributary_lease_waits_seconds_count{site=\"wiki\"}")).isEqualTo(1);
        assertThat(value("tributary_token_lookups_total{from=\"store\"}")).isPositive();
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(value("tributary_connection_events_total{event=\"renewed\",site=\"wiki\"}"))
                                .isEqualTo(1));
    }

    @Test
    void the_connections_that_the_store_has_are_counted_by_site_and_status() {
        world.connect("alice");
        String bob = world.connect("bob").path("id").asString();
        assertThat(world.ask("portal", "DELETE", "/v1/connections/" + bob).statusCode())
                .isEqualTo(200);

        try (Gateway next = world.another(0)) {
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(connections(next, "active")).isEqualTo(1);
                assertThat(connections(next, "disconnected")).isEqualTo(1);
                assertThat(connections(next, "reconnect-required")).isZero();
            });
        }
    }

    private static double connections(Gateway gateway, String status) {
        return gateway.meters()
                .registry()
                .get("tributary.connections")
                .tags("site", "wiki", "status", status)
                .gauge()
                .value();
    }

    @Test
    void the_engine_the_pool_the_loops_and_the_machine_are_measured() {
        assertThat(metrics("operator").body())
                .contains(
                        "hikaricp_connections_active{pool=\"tributary\"}",
                        "jvm_memory_used_bytes",
                        "jvm_gc_",
                        "process_cpu_usage",
                        "tributary_sweeps_total");
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(value("tributary_loop_lag_seconds_count")).isPositive());
    }

    @Test
    @Tag("C32")
    void only_an_administrator_sees_them_where_applications_come_in() {
        assertThat(metrics("portal").statusCode()).isEqualTo(403);
        assertThat(world.browse(world.uri("/metrics"), "").statusCode()).isEqualTo(401);
        assertThat(metrics("operator").headers().firstValue("Content-Type"))
                .hasValue("text/plain; version=0.0.4; charset=utf-8");
    }

    @Test
    @Tag("C32")
    void nobody_is_named_in_them() {
        world.connect("alice");
        world.call("portal", "alice", "/rest/api/content/4711?title=Hidden");

        assertThat(metrics("operator").body()).doesNotContain("alice", "4711", "rest/api", "Hidden");
    }

    @Test
    void who_asks_for_health_alone_is_told_what_there_is() {
        HttpResponse<String> answer = world.browse(world.uri("/health"), "");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("/health/live, /health/ready");
        assertThat(world.browse(world.uri("/nothing"), "").body()).contains("/openapi.json says what there is");
    }

    private HttpResponse<String> metrics(String app) {
        return world.ask(app, "GET", "/metrics");
    }

    private double value(String series) {
        return metrics("operator")
                .body()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElse(0);
    }
}
