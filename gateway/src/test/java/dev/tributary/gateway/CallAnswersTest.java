package dev.tributary.gateway;

import static dev.tributary.gateway.http.RawSocket.head;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.http.RawSocket;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.control.Fault;
import dev.tributary.simulator.control.Fault.Action;
import dev.tributary.simulator.junit.StartConfluence;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each answer that the description has for a call is given, whatever the method. */
@SuppressWarnings("NullAway.Init")
class CallAnswersTest {

    private static final String PAGE = "/sites/wiki/rest/api/content/1";

    @StartConfluence
    static ConfluenceSimulator confluence;

    @TempDir
    static Path directory;

    private static GatewayWorld world;

    @BeforeAll
    static void connect() {
        world = new GatewayWorld(confluence, directory);
        world.connect("alice");
        world.connect("bob");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @AfterEach
    void mend() {
        confluence.faults().clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})
    void whatever_is_wrong_with_a_call_is_told_by_its_status(String method) {
        assertThat(status(method, PAGE, CallAnswersTest::asAlice))
                .as("Confluence's own")
                .isIn(200, 400, 404, 405, 415);
        assertThat(status(method, PAGE, call -> call)).as("for nobody").isEqualTo(400);
        assertThat(world.send(HttpRequest.newBuilder(world.uri(PAGE)).method(method, nothing()))
                        .statusCode())
                .as("without a key")
                .isEqualTo(401);
        assertThat(status(method, "/sites/wiki/rest/pat/latest/tokens", CallAnswersTest::asAlice))
                .as("where credentials are made")
                .isEqualTo(403);
        assertThat(status(method, "/sites/nosuch/rest/api/content/1", CallAnswersTest::asAlice))
                .as("at no site")
                .isEqualTo(404);
        assertThat(status(method, PAGE, call -> call.header("Tributary-User", "carol")))
                .as("for somebody who has not connected")
                .isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})
    void what_is_wrong_with_confluence_is_told_by_the_status(String method) {
        // A call that is safe to repeat is repeated once, on a socket that was certainly open.
        confluence.faults().add(on(method, Fault.of(Action.DROP_BEFORE)).times(4));
        assertThat(status(method, PAGE, CallAnswersTest::asAlice))
                .as("broken off")
                .isEqualTo(502);
        confluence.faults().clear();

        confluence.faults().add(on(method, Fault.of(Action.STATUS).status(503)));
        assertThat(status(method, PAGE, CallAnswersTest::asAlice)).as("down").isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})
    void that_confluence_asks_to_slow_down_is_told_by_the_status(String method) {
        confluence.faults().add(on(method, Fault.of(Action.TOO_MANY_REQUESTS).retryAfter("0")));

        assertThat(status(method, PAGE, call -> call.header("Tributary-User", "bob")))
                .isEqualTo(429);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH"})
    void a_body_that_is_not_passed_on_is_told_by_the_status(String method) {
        try (RawSocket socket = new RawSocket(world.uri("").getPort())) {
            socket.send(head(
                    method + " " + PAGE + " HTTP/1.1",
                    "Host: localhost",
                    "Authorization: Bearer " + GatewayWorld.key("portal"),
                    "Tributary-User: alice",
                    "Content-Type: application/json",
                    "Content-Length: 999999999999"));
            assertThat(socket.readToEnd()).as("too large").startsWith("HTTP/1.1 413 ");
        }
        HttpResponse<String> form =
                world.send(asAlice(HttpRequest.newBuilder(world.uri(PAGE)).header("Authorization", bearer()))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .method(method, BodyPublishers.ofString("a=b")));
        assertThat(form.statusCode()).as("a form").isEqualTo(415);
    }

    private static Fault on(String method, Fault fault) {
        return fault.on(method, "/rest/api");
    }

    private static HttpRequest.Builder asAlice(HttpRequest.Builder call) {
        return call.header("Tributary-User", "alice");
    }

    private static int status(String method, String target, UnaryOperator<HttpRequest.Builder> call) {
        boolean safe = method.equals("GET") || method.equals("HEAD") || method.equals("DELETE");
        HttpRequest.Builder request = HttpRequest.newBuilder(world.uri(target)).header("Authorization", bearer());
        if (!safe) {
            request.header("Content-Type", "application/json");
        }
        return world.send(call.apply(request).method(method, safe ? nothing() : BodyPublishers.ofString("{}")))
                .statusCode();
    }

    private static String bearer() {
        return "Bearer " + GatewayWorld.key("portal");
    }

    private static BodyPublisher nothing() {
        return BodyPublishers.noBody();
    }
}
