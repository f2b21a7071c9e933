package dev.tributary.confluence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tributary.model.Account;
import dev.tributary.model.RateLimited;
import dev.tributary.model.ServedAsAnother;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that have a field twice, of which the first alone would be the right one. */
class SecondFieldsTest {

    private static final Account ALICE = new Account("key-of-alice", "alice", "Alice");
    private static final byte[] PAGE = "{\"id\":\"7\"}".getBytes(StandardCharsets.UTF_8);

    private HttpServer server;
    private Engine engine;
    private volatile int status = 200;
    private volatile String field = "";
    private volatile List<String> values = List.of();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        URI base = URI.create("http://localhost:" + server.getAddress().getPort());
        engine = new Engine(base, ALICE, () -> "token");
        engine.whoAmI = Optional.of(ALICE);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Tag("C21")
    @ParameterizedTest
    @CsvSource({"alice, bob", "'', bob", "alice, anonymous", "anonymous, alice"})
    void a_second_name_is_not_passed_over(String first, String second) {
        served("X-AUSERNAME", first, second);

        assertThatExceptionOfType(ServedAsAnother.class)
                .isThrownBy(() -> engine.confluence().page("7"));
        assertThat(engine.suspended).containsExactly(engine.connection);
    }

    @Test
    void a_name_that_is_said_twice_is_that_name() {
        served("X-AUSERNAME", "alice", "alice");

        assertThat(engine.confluence().page("7").id()).isEqualTo("7");
    }

    @Tag("C21")
    @Test
    void a_second_reason_of_a_login_is_not_passed_over() {
        served("X-Seraph-LoginReason", "OK", "AUTHENTICATED_FAILED");

        assertThatExceptionOfType(ServedAsAnother.class)
                .isThrownBy(() -> engine.confluence().comment("7", "<p/>"))
                .satisfies(failure -> assertThat(failure.written()).isTrue());
    }

    @ParameterizedTest
    @CsvSource({"7, 9, 10", "7, 7, 7", "'Tue, 24 Nov 2026 12:00:20 GMT', 7, 10"})
    void two_times_to_come_back_at_are_none(String first, String second, long seconds) {
        status = 429;
        served("Retry-After", first, second);

        assertThatExceptionOfType(RateLimited.class)
                .isThrownBy(() -> engine.confluence().page("7"))
                .satisfies(limited -> assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(seconds)));
    }

    private void served(String name, String... several) {
        field = name;
        values = List.of(several);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            values.forEach(value -> exchange.getResponseHeaders().add(field, value));
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, PAGE.length);
            exchange.getResponseBody().write(PAGE);
        }
    }
}
