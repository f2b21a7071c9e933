package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.tributary.evidence.Evidence;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SuppressWarnings("NullAway.Init")
class TracesTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    private final List<String> received = new CopyOnWriteArrayList<>();
    private HttpServer collector;
    private GatewayWorld world;

    @BeforeEach
    void start() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            received.add(Evidence.answer(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        collector.start();
    }

    @AfterEach
    void stop() {
        world.close();
        collector.stop(0);
    }

    @Test
    void a_call_is_a_span_with_the_look_for_its_token_and_the_request_to_the_site_below_it() {
        serve(1);

        call("01", "/rest/api/space?title=Hidden");

        List<JsonNode> spans = spans(3);
        JsonNode call = named(spans, "GET /sites/wiki");
        JsonNode token = named(spans, "token");
        JsonNode asked = named(spans, "GET");
        assertThat(call.path("traceId").asString()).isEqualTo(TRACE);
        assertThat(call.path("parentSpanId").asString()).isEqualTo(CALLER);
        assertThat(call.path("kind").asInt()).isEqualTo(2);
        assertThat(attribute(call, "http.response.status_code").path("intValue").asString())
                .isEqualTo("200");
        assertThat(attribute(call, "tributary.app").path("stringValue").asString())
                .isEqualTo("portal");
        assertThat(token.path("parentSpanId")).isEqualTo(call.path("spanId"));
        assertThat(asked.path("parentSpanId")).isEqualTo(call.path("spanId"));
        assertThat(Long.parseLong(asked.path("endTimeUnixNano").asString()))
                .isGreaterThanOrEqualTo(
                        Long.parseLong(asked.path("startTimeUnixNano").asString()));
        assertThat(traceparentAtConfluence())
                .isEqualTo("00-" + TRACE + "-" + asked.path("spanId").asString() + "-01");
    }

    @Test
    void nothing_of_the_user_the_path_and_the_query_is_in_a_span() {
        serve(1);

        call("01", "/rest/api/space?title=Hidden");

        spans(3);
        assertThat(String.join("", received)).doesNotContain("alice", "rest/api", "Hidden", GatewayWorld.key("portal"));
    }

    @Test
    void what_its_caller_does_not_trace_is_not_traced_and_is_passed_on_as_it_is() {
        serve(1);

        call("00", "/rest/api/space");
        call("01", "/rest/api/content");

        List<JsonNode> spans = spans(3);
        assertThat(spans).as("the second call's").hasSize(3);
        assertThat(traceparentAtConfluence()).isEqualTo("00-" + TRACE + "-" + CALLER + "-00");
    }

    @Test
    void chance_decides_about_calls_that_nobody_has_decided_about() {
        serve(0);

        world.call("portal", "alice", "/rest/api/space");
        call("01", "/rest/api/content");

        assertThat(spans(3)).as("those of the call that its caller traces").hasSize(3);
    }

    private void serve(double sample) {
        String tracing = "tracing: { endpoint: \"http://127.0.0.1:%d/v1/traces\", sample: %s }\n"
                .formatted(collector.getAddress().getPort(), sample == 1 ? "1" : "0");
        world = new GatewayWorld(confluence, directory, tracing, Map.of());
        world.connect("alice");
        confluence.requests().clear();
    }

    private void call(String flags, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(world.uri("/sites/wiki" + path))
                .header("Authorization", "Bearer " + GatewayWorld.key("portal"))
                .header("Tributary-User", "alice")
                .header("traceparent", "00-" + TRACE + "-" + CALLER + "-" + flags);
        assertThat(world.send(request).statusCode()).isEqualTo(200);
    }

    private String traceparentAtConfluence() {
        return confluence.requests().of("GET", "/rest/api/space").get(0).headers().entrySet().stream()
                .filter(field -> field.getKey().equalsIgnoreCase("traceparent"))
                .map(field -> String.valueOf(field.getValue()).replaceAll("[\\[\\]]", ""))
                .findFirst()
                .orElse("");
    }

    private List<JsonNode> spans(int atLeast) {
        await().atMost(LONG).until(() -> spans().size() >= atLeast);
        return spans();
    }

    private List<JsonNode> spans() {
        JsonMapper json = JsonMapper.builder().build();
        return received.stream()
                .map(json::readTree)
                .flatMap(message -> StreamSupport.stream(
                        message.at("/resourceSpans/0/scopeSpans/0/spans").spliterator(), false))
                .toList();
    }

    private static JsonNode named(List<JsonNode> spans, String name) {
        return spans.stream()
                .filter(span -> span.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode attribute(JsonNode span, String key) {
        return StreamSupport.stream(span.path("attributes").spliterator(), false)
                .filter(attribute -> attribute.path("key").asString().equals(key))
                .findFirst()
                .orElseThrow()
                .path("value");
    }
}
