package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.simulator.browser.Exchange;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.control.RecordedRequest;
import dev.tributary.simulator.junit.StartConfluence;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What Confluence Cloud answers when something is wrong, row by row, and what the gateway tells the application. */
@SuppressWarnings("NullAway.Init")
class CloudErrorsGatewayTest {

    private static final String SCOPES = "read:me, read:page:confluence, read:space:confluence, read:confluence-user";
    private static final String SPACES = "/wiki/api/v2/spaces";
    private static final String CURRENT = "/wiki/rest/api/user/current";

    @StartConfluence(edition = Edition.CLOUD)
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    private final AtomicBoolean slow = new AtomicBoolean();
    private final AtomicBoolean endless = new AtomicBoolean();
    private HttpServer hop;
    private CloudWorld world;

    /** Between the gateway and the API is a way on which hours may pass. */
    @BeforeEach
    void start() throws IOException {
        hop = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
        hop.createContext("/", this::forward);
        hop.start();
        URI api = URI.create("http://localhost:" + hop.getAddress().getPort());
        world = new CloudWorld(confluence, api, directory, SCOPES);
    }

    @AfterEach
    void stop() {
        world.close();
        hop.stop(0);
    }

    @Tag("C11")
    @ParameterizedTest
    @ValueSource(strings = {"invalid_grant", "unauthorized_client"})
    void a_dead_refresh_token_sends_the_user_to_connect_again(String word) {
        confluence.switches().set("dead-refresh", word);
        world.connect("bob");
        confluence.clock().advance(Duration.ofDays(91));

        JsonNode problem = problem(world.call("bob", SPACES), 409, "reconnect-required");
        assertThat(problem.path("connectUrl").asString()).isEqualTo(CloudWorld.CONNECT_PAGE);
        assertThat(world.connection("bob").path("status").asString()).isEqualTo("RECONNECT_REQUIRED");
        assertThat(last(tokenRequests()).status()).isEqualTo(403);
    }

    @Test
    void a_wrong_client_secret_is_the_operators_and_sends_nobody_to_connect() {
        world.connect("bob");
        confluence.clock().advance(Duration.ofMinutes(61));
        world.register("another-secret");

        JsonNode problem = problem(world.call("bob", SPACES), 503, "misconfigured");
        assertThat(problem.has("connectUrl")).isFalse();
        assertThat(last(tokenRequests()).status()).isEqualTo(401);
        assertThat(world.connection("bob").path("status").asString()).isEqualTo("ACTIVE");

        world.register("secret-of-the-gateway");
        confluence.clock().advance(Duration.ofMinutes(10));
        assertThat(world.call("bob", SPACES).statusCode()).isEqualTo(200);
    }

    @Test
    void a_wrong_client_secret_at_the_callback_is_no_users_denial() {
        SimulatedBrowser browser = new SimulatedBrowser("bob", "bob").choosing(CloudWorld.RIVERS);
        URI authorize = world.authorize(browser, "bob");
        URI callback = browser.approve(authorize, world.uri("/callback").toString());
        world.register("another-secret");

        assertThat(browser.get(callback).location().orElseThrow().getRawQuery()).contains("error=misconfigured");
    }

    @Test
    void a_user_who_cancels_has_denied() {
        Exchange back = world.deny("bob");

        assertThat(back.location().orElseThrow().toString())
                .startsWith("http://localhost:8082/back?")
                .contains("error=denied")
                .contains("state=state-of-the-portal");
        assertThat(tokenRequests()).isEmpty();
    }

    @Test
    void a_scope_that_the_app_has_not_enabled_ends_on_a_page_of_atlassians() {
        world.register("secret-of-the-gateway", "read:me");
        SimulatedBrowser browser = new SimulatedBrowser("bob", "bob").choosing(CloudWorld.RIVERS);

        Exchange page = browser.get(world.authorize(browser, "bob"));

        assertThat(page.location()).isEmpty();
        assertThat(page.status()).isGreaterThanOrEqualTo(400);
        problem(world.call("bob", SPACES), 409, "not-connected");
        assertThat(tokenRequests()).isEmpty();
    }

    @Test
    void a_missing_scope_is_named_and_nothing_is_renewed_or_sent_again() {
        world.connect("bob");
        String comment = "{\"pageId\":\"1\",\"body\":{}}";

        JsonNode problem = problem(
                world.call("bob", "POST", "/wiki/api/v2/footer-comments", BodyPublishers.ofString(comment)),
                403,
                "scope-missing");
        assertThat(problem.toString()).contains("write:comment:confluence");
        assertThat(problem.path("connectUrl").asString()).isEqualTo(CloudWorld.CONNECT_PAGE);
        assertThat(confluence.requests().of("POST", "/ex/confluence/"))
                .singleElement()
                .satisfies(request -> assertThat(request.status()).isEqualTo(401));
        assertThat(tokenRequests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"401, " + SPACES + ", 401", "403-404, " + SPACES + ", 404", "403-404, " + CURRENT + ", 403"})
    void an_access_token_that_expires_on_its_way_is_renewed_once_and_the_call_repeated(
            String asWhat, String target, int status) {
        confluence.switches().set("expired-token", asWhat);
        world.connect("bob");
        slow.set(true);

        assertThat(world.call("bob", target).statusCode()).isEqualTo(200);
        assertThat(confluence.requests().of("GET", "/ex/confluence/").stream()
                        .filter(request -> request.path().endsWith(target))
                        .map(RecordedRequest::status))
                .containsExactly(status, 200);
        assertThat(tokenRequests()).hasSize(2);
    }

    @Test
    void before_the_tokens_end_404_is_confluences_word() {
        world.connect("bob");

        HttpResponse<String> answer = world.call("bob", "/wiki/api/v2/pages/999999999");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("tributary.dev/problems");
        assertThat(tokenRequests()).hasSize(1);
    }

    @Test
    void a_user_without_confluence_is_told_so_by_confluence_and_stays_connected() {
        world.connect("bob");
        confluence.switches().set("confluence-license", "absent");

        HttpResponse<String> answer = world.call("bob", SPACES);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("does not have access to Confluence");
        assertThat(tokenRequests()).hasSize(1);
        assertThat(world.connection("bob").path("status").asString()).isEqualTo("ACTIVE");
    }

    @Test
    void an_account_without_a_site_is_told_so() {
        confluence.switches().set("resources", "empty");

        Exchange back = world.arrive("bob");
        assertThat(back.location().orElseThrow().getRawQuery()).contains("error=no_site");
    }

    @ParameterizedTest
    @CsvSource({
        "absent, 10, confluence-burst-based",
        "zero, 1, confluence-quota-global-based",
        "max, 300, confluence-quota-tenant-based"
    })
    void too_many_calls_say_when_to_come_back_and_which_limit_it_was(String sent, String wait, String reason) {
        world.connect("bob");
        limitTo(1);
        confluence.switches().set("rate-limit-retry-after", sent);
        confluence.switches().set("rate-limit-reason", reason);
        assertThat(world.call("bob", SPACES).statusCode()).isEqualTo(200);

        HttpResponse<String> answer = world.call("bob", SPACES);
        JsonNode problem = problem(answer, 429, "rate-limited");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue(wait);
        assertThat(problem.path("reason").asString()).isEqualTo(reason);
        assertThat(problem.has("connectUrl")).isFalse();
    }

    @Test
    void a_limit_that_is_near_is_passed_on() {
        world.connect("bob");
        limitTo(2);

        assertThat(world.call("bob", SPACES).headers().firstValue("X-RateLimit-NearLimit"))
                .hasValue("false");
        assertThat(world.call("bob", SPACES).headers().firstValue("X-RateLimit-NearLimit"))
                .hasValue("true");
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_refusal_without_an_end_is_read_only_so_far() {
        world.connect("bob");
        endless.set(true);

        for (int call = 0; call < 4; call++) {
            problem(world.call("bob", SPACES), 502, "bad-gateway");
        }
        assertThat(tokenRequests()).as("the consent, and one renewal").hasSize(2);
        endless.set(false);
        assertThat(world.call("bob", SPACES).statusCode()).isEqualTo(200);
    }

    private void limitTo(int calls) {
        confluence.switches().set("rate-limit-capacity", String.valueOf(calls));
        confluence.switches().set("rate-limit-fill", "0");
        confluence.switches().set("rate-limit", "on");
    }

    private static JsonNode problem(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = CloudWorld.json(answer);
        assertThat(problem.path("type").asString()).endsWith("/" + slug);
        assertThat(problem.path("detail").asString()).isNotEmpty();
        return problem;
    }

    private List<RecordedRequest> tokenRequests() {
        return confluence.requests().of("POST", "/oauth/token");
    }

    private static RecordedRequest last(List<RecordedRequest> requests) {
        return requests.get(requests.size() - 1);
    }

    private void forward(HttpExchange exchange) throws IOException {
        if (endless.get()) {
            exchange.sendResponseHeaders(401, 0);
            byte[] part = new byte[64 * 1024];
            while (endless.get()) {
                exchange.getResponseBody().write(part);
            }
        }
        if (slow.getAndSet(false)) {
            confluence.clock().advance(Duration.ofHours(2));
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(
                        confluence.baseUrl() + exchange.getRequestURI().toString()))
                .method(
                        exchange.getRequestMethod(),
                        BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        for (String name : List.of("Authorization", "Accept", "Content-Type")) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        try (OutputStream out = exchange.getResponseBody()) {
            HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
            answer.headers().map().forEach((name, values) -> {
                if (!name.equalsIgnoreCase("Content-Length") && !name.equalsIgnoreCase("Date")) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            out.write(answer.body());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
