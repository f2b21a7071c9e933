package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two applications whose user is the same in Confluence, and so share what Confluence allows that user. */
@SuppressWarnings("NullAway.Init")
class RateBudgetTest {

    private static final String CONTENT = "/rest/api/content";

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    private GatewayWorld world;

    @BeforeEach
    void start() {
        world = new GatewayWorld(confluence, directory);
        world.connect("alice");
        Map<String, String> handedIn =
                Map.of("user", "alice", "site", "wiki", "personalAccessToken", world.personalToken("alice"));
        assertThat(world.ask("stranger", "POST", "/v1/connections", handedIn).statusCode())
                .isEqualTo(201);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void an_application_that_hammers_leaves_another_its_share() {
        limit(20, 10);
        Hammer hammer = new Hammer(40);
        hammer.begin();
        await().atMost(Duration.ofSeconds(60)).until(() -> refusedByConfluence() > 0);
        long served = IntStream.range(0, 20)
                .filter(call -> world.call("portal", "alice", CONTENT).statusCode() == 200)
                .count();
        hammer.end();

        assertThat(served).as("served of the polite one").isGreaterThanOrEqualTo(17);

        assertThat(hammer.served.get()).as("served of the one that hammers").isPositive();
        assertThat(refusedByConfluence()).as("asked in vain").isLessThan(200);
    }

    @Test
    void once_confluence_has_refused_it_is_not_asked_until_it_is_time() {
        world.connect("bob");
        limit(1, 0);
        confluence.switches().set("rate-limit-retry-after", "max");
        assertThat(world.call("portal", "alice", CONTENT).statusCode()).isEqualTo(200);
        assertThat(world.call("portal", "alice", CONTENT).statusCode()).isEqualTo(429);
        int asked = asked();

        HttpResponse<String> answer = world.call("stranger", "alice", CONTENT);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(GatewayWorld.problem(answer)).isEqualTo("rate-limited");
        assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(200, 301);
        assertThat(asked()).as("asked meanwhile").isEqualTo(asked);
        assertThat(world.call("portal", "bob", CONTENT).statusCode())
                .as("of who has a limit of their own")
                .isEqualTo(200);
    }

    @Test
    void a_priority_is_for_the_gateway_alone() {
        assertThat(world.send(call("bulk")).statusCode()).isEqualTo(200);

        assertThat(confluence.requests().of("GET", CONTENT))
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.headers().keySet())
                        .anyMatch("authorization"::equalsIgnoreCase)
                        .noneMatch("tributary-priority"::equalsIgnoreCase));
    }

    @ParameterizedTest
    @ValueSource(strings = {"urgent", "Bulk", "bulk, interactive"})
    void a_priority_that_there_is_not_is_malformed(String priority) {
        int asked = asked();
        HttpResponse<String> answer = world.send(call(priority));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(GatewayWorld.problem(answer)).isEqualTo("malformed-request");
        assertThat(asked()).isEqualTo(asked);
    }

    private HttpRequest.Builder call(String priority) {
        return HttpRequest.newBuilder(world.uri("/sites/wiki" + CONTENT))
                .header("Authorization", "Bearer " + GatewayWorld.key("stranger"))
                .header("Tributary-User", "alice")
                .header("Tributary-Priority", priority);
    }

    private void limit(int capacity, int fill) {
        confluence
                .switches()
                .set("rate-limit-capacity", String.valueOf(capacity))
                .set("rate-limit-fill", String.valueOf(fill))
                .set("rate-limit", "on");
    }

    private int asked() {
        return confluence.requests().of("GET", CONTENT).size();
    }

    private long refusedByConfluence() {
        return confluence.requests().of("GET", CONTENT).stream()
                .filter(request -> request.status() == 429)
                .count();
    }

    /** Keeps so many calls of the other application under way. */
    private final class Hammer {

        private final HttpClient http = HttpClient.newHttpClient();
        private final AtomicBoolean on = new AtomicBoolean(true);
        private final AtomicInteger served = new AtomicInteger();
        private final CompletableFuture<?>[] underWay;

        Hammer(int calls) {
            underWay = new CompletableFuture<?>[calls];
        }

        void begin() {
            IntStream.range(0, underWay.length).forEach(one -> underWay[one] = again());
        }

        private CompletableFuture<Void> again() {
            return http.sendAsync(call("interactive").build(), BodyHandlers.discarding())
                    .thenCompose(answer -> {
                        served.addAndGet(answer.statusCode() == 200 ? 1 : 0);
                        return on.get() ? again() : CompletableFuture.completedFuture(null);
                    });
        }

        void end() {
            on.set(false);
            CompletableFuture.allOf(underWay).join();
        }
    }
}
