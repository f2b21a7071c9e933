package dev.tributary.confluence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tributary.model.Account;
import dev.tributary.model.CallRefused;
import dev.tributary.model.Connection;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.RateLimited;
import dev.tributary.model.ScopeMissing;
import dev.tributary.model.ServedAsAnother;
import dev.tributary.model.Unavailable;
import dev.tributary.store.Change;
import dev.tributary.store.StoredConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real Confluence seldom does, and what stands in front of it. */
class HostileConfluenceTest {

    private static final Account ALICE = new Account("key-of-alice", "alice", "Alice");

    private final List<String> received = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Engine engine;
    private Confluence confluence;
    private volatile Script script = new Script(200, Map.of(), "{}");

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        engine = new Engine(base(), ALICE, () -> "token");
        confluence = engine.confluence();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_write_that_happened_as_nobody_is_reported_and_never_sent_again() {
        script = new Script(200, Map.of("X-AUSERNAME", "anonymous"), "{\"id\":\"1\"}");

        assertThatExceptionOfType(ServedAsAnother.class)
                .isThrownBy(() -> confluence.createPage(new NewPage("DEMO", "Once", "<p/>")))
                .withMessageContaining("The write has happened under that name")
                .satisfies(failure -> assertThat(failure.written()).isTrue());
        assertThat(received).hasSize(1);
        assertThat(engine.tokens.replacements()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"GET, false", "POST, true"})
    void another_user_suspends_the_connection_and_nothing_is_sent_again(String method, boolean written) {
        script = new Script(200, Map.of("X-AUSERNAME", "bob"), "{}");
        engine.whoAmI = Optional.of(new Account("key-of-bob", "bob", "Bob"));

        assertThatExceptionOfType(ServedAsAnother.class)
                .isThrownBy(() -> confluence.call(ConfluenceRequest.json(method, "/rest/api/content", "{}")))
                .withMessageContaining("as 'bob'")
                .satisfies(failure -> assertThat(failure.written()).isEqualTo(written));
        assertThat(engine.suspended).containsExactly(engine.connection);
        assertThat(received).hasSize(1);
    }

    @Test
    void another_name_suspends_the_connection_when_confluence_does_not_say_whose_it_is() {
        script = new Script(200, Map.of("X-AUSERNAME", "alice2"), "{}");

        assertThatExceptionOfType(ServedAsAnother.class).isThrownBy(() -> confluence.currentUser());
        assertThat(engine.suspended).hasSize(1);
    }

    @Test
    void another_name_is_withheld_and_asked_about_again_when_confluence_is_away() {
        script = new Script(200, Map.of("X-AUSERNAME", "alice.miller"), "{}");
        engine.away = true;

        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> confluence.currentUser());
        assertThat(engine.suspended).isEmpty();

        engine.away = false;
        engine.whoAmI = Optional.of(new Account("key-of-alice", "alice.miller", "Alice Miller"));
        confluence.currentUser();
        assertThat(engine.asked).isEqualTo(2);
    }

    @Test
    void a_stray_answer_suspends_the_connection_although_the_token_is_right() {
        script = new Script(200, Map.of("X-AUSERNAME", "bob"), "{}");
        engine.whoAmI = Optional.of(ALICE);

        assertThatExceptionOfType(ServedAsAnother.class).isThrownBy(() -> confluence.currentUser());
        assertThat(engine.suspended).hasSize(1);
    }

    @Test
    void a_renamed_user_is_asked_for_once_stored_and_served() {
        script = new Script(200, Map.of("X-AUSERNAME", "alice.miller"), "{\"username\":\"alice.miller\"}");
        engine.whoAmI = Optional.of(new Account("key-of-alice", "alice.miller", "Alice Miller"));

        assertThat(confluence.currentUser().username()).isEqualTo("alice.miller");
        assertThat(confluence.currentUser().username()).isEqualTo("alice.miller");

        assertThat(engine.asked).isEqualTo(1);
        assertThat(engine.suspended).isEmpty();
        assertThat(engine.store
                        .find(engine.connection.id())
                        .orElseThrow()
                        .connection()
                        .account())
                .isEqualTo(new Account("key-of-alice", "alice.miller", "Alice Miller"));
    }

    @Test
    void an_account_that_changed_in_the_store_keeps_its_name() {
        Connection reconnected = Samples.connection(base(), new Account("key-of-carol", "carol", "Carol"));
        engine.store.change(
                engine.connection.id(),
                (row, now) -> Change.Outcome.write(new StoredConnection(reconnected, null), true));
        script = new Script(200, Map.of("X-AUSERNAME", "alice.miller"), "{}");
        engine.whoAmI = Optional.of(new Account("key-of-alice", "alice.miller", "Alice Miller"));

        confluence.currentUser();

        assertThat(engine.store
                        .find(engine.connection.id())
                        .orElseThrow()
                        .connection()
                        .account())
                .isEqualTo(reconnected.account());
    }

    @ParameterizedTest(name = "Retry-After: {0}")
    @CsvSource({"9223372036854775807, 300", "0, 1", "7, 7"})
    void a_limited_rate_is_reported_with_a_sensible_wait_and_nothing_is_sent_again(String retryAfter, long seconds) {
        script = new Script(429, Map.of("Retry-After", retryAfter, "X-AUSERNAME", "alice"), "{}");

        assertThatExceptionOfType(RateLimited.class)
                .isThrownBy(() -> confluence.currentUser())
                .satisfies(limited -> assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(seconds)));
        assertThat(received).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void a_server_that_is_down_is_asked_once(int status) {
        script = new Script(status, Map.of(), "<html>Bad gateway</html>");

        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(() -> confluence.currentUser())
                .withMessageContaining("status " + status)
                .withMessageNotContaining("Bad gateway");
        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(() -> confluence.comment("1", "<p/>"))
                .withMessageContaining("The write may have happened");
        assertThat(received).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"200, an HTML page", "302, a redirect"})
    void a_login_page_in_front_is_named(int status, String what) {
        script = new Script(
                status,
                Map.of("Content-Type", "text/html;charset=UTF-8", "Location", "http://localhost:1/sso"),
                "<!DOCTYPE html><title>Sign in</title>");

        assertThatExceptionOfType(Misconfigured.class)
                .isThrownBy(() -> confluence.pages("DEMO").toList())
                .withMessageContaining("GET /rest/api/content was answered with " + what)
                .withMessageContaining("a login page or a proxy answers in front of Confluence")
                .satisfies(failure -> assertThat(failure.key()).isEqualTo("sites.wiki.baseUrl"));
        assertThat(received).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"results\":[", "{\"a\":1} trailing", "[", "\u0000", "not json"})
    void broken_json_is_reported_without_being_repeated(String body) {
        script = new Script(200, Map.of("Content-Type", "application/json"), body);

        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(() -> confluence.page("1"))
                .withMessageContaining("JSON that is broken")
                .withMessageNotContaining("trailing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "null", "{\"id\":\"\"}", "{\"id\":{}}", "7"})
    void an_answer_without_content_is_no_content(String body) {
        script = new Script(200, Map.of("Content-Type", "application/json"), body);

        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(() -> confluence.page("1"))
                .withMessageContaining("not Confluence's");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example/rest/api/content?start=1",
                "//evil.example/rest/api/content?start=1",
                "/rest/api/content?start=1",
            })
    void the_next_batch_is_asked_for_at_the_site_itself(String next) {
        script = new Script(
                200,
                Map.of(),
                "{\"results\":[{\"id\":\"1\"}],\"_links\":{\"base\":\"http://evil.example\",\"next\":\"" + next
                        + "\"}}");

        assertThat(confluence.pages("DEMO").limit(2)).hasSize(2);
        assertThat(received).last().isEqualTo("GET /rest/api/content?start=1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rest/../admin", "/admin", "javascript:alert(1)", "@evil.example/rest"})
    void a_next_batch_that_is_none_is_reported(String next) {
        script = new Script(200, Map.of(), "{\"results\":[{\"id\":\"1\"}],\"_links\":{\"next\":\"" + next + "\"}}");

        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(() -> confluence.pages("DEMO").toList());
        assertThat(received).hasSize(1);
    }

    @Test
    void a_token_does_not_follow_its_site_to_another_address() {
        Connection elsewhere = Samples.connection(URI.create("http://old.example"), ALICE);
        Engine moved = new Engine(base(), elsewhere, () -> "token");

        assertThatExceptionOfType(Misconfigured.class)
                .isThrownBy(() -> moved.confluence().currentUser())
                .withMessageContaining("http://old.example")
                .withMessageContaining("send the user to connect again");
        assertThat(received).isEmpty();
    }

    @Test
    void a_write_with_a_connection_that_may_only_read_lacks_the_scope() {
        script = new Script(403, Map.of("X-AUSERNAME", "alice"), "{}");
        Connection reading = Samples.reading(base(), ALICE);
        Confluence readOnly = new Engine(base(), reading, () -> "token").confluence();

        assertThatExceptionOfType(ScopeMissing.class)
                .isThrownBy(() -> readOnly.comment("1", "<p/>"))
                .withMessageContaining("lacks the scope WRITE");
        assertThatExceptionOfType(CallRefused.class).isThrownBy(() -> readOnly.page("1"));
    }

    @Test
    void an_answer_without_a_name_is_taken_as_served() {
        script = new Script(200, Map.of("Content-Type", "application/json"), "{\"id\":\"7\"}");

        assertThat(confluence.page("7").id()).isEqualTo("7");
    }

    @Test
    void a_server_error_is_the_word_of_confluence_about_the_call() {
        script = new Script(500, Map.of("X-AUSERNAME", "alice"), "<html>NullPointerException</html>");

        assertThatExceptionOfType(CallRefused.class)
                .isThrownBy(() -> confluence.page("1"))
                .withMessageContaining("Its administrator finds the cause in its log")
                .withMessageNotContaining("NullPointer");
    }

    private URI base() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            Script now = script;
            now.headers().forEach(exchange.getResponseHeaders()::add);
            byte[] body = now.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(now.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private record Script(int status, Map<String, String> headers, String body) {}
}
