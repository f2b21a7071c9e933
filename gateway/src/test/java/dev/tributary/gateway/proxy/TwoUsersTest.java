package dev.tributary.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.proxy.RawConfluence.Talk;
import dev.tributary.model.Secret;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C23")
final class TwoUsersTest {

    private static final int CALLS = 200;

    @Test
    void never_get_each_others_answers_over_pooled_sockets() {
        AtomicInteger sockets = new AtomicInteger();
        HttpClient client = HttpClient.newHttpClient();
        try (RawConfluence confluence = new RawConfluence(talk -> answer(talk, sockets));
                ProxyWorld world =
                        new ProxyWorld().site("wiki", confluence.baseUrl()).app("a", "ka", "wiki")) {
            world.connect("a", "alice", "wiki", () -> Secret.of("token-of-alice"));
            world.connect("a", "bob", "wiki", () -> Secret.of("token-of-bob"));
            world.start();

            List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                String target = "/sites/wiki/rest/api/content/" + i;
                calls.add(client.sendAsync(world.call("ka", user(i), target).build(), BodyHandlers.ofString()));
            }
            for (int i = 0; i < CALLS; i++) {
                String body = calls.get(i).join().body();
                assertThat(body).isEqualTo("token-of-" + user(i) + " asked for /rest/api/content/" + i);
            }
            assertThat(sockets.get()).as("sockets used").isLessThanOrEqualTo(64);
        }
    }

    @Test
    void never_get_what_followed_each_others_answers_on_the_only_socket() {
        HttpClient client = HttpClient.newHttpClient();
        try (RawConfluence confluence = new RawConfluence(TwoUsersTest::answerAndMore);
                ProxyWorld world = new ProxyWorld()
                        .site("wiki", confluence.baseUrl())
                        .app("a", "ka", "wiki")
                        .sockets(1)) {
            world.connect("a", "alice", "wiki", () -> Secret.of("token-of-alice"));
            world.connect("a", "bob", "wiki", () -> Secret.of("token-of-bob"));
            world.start();

            List<CompletableFuture<String>> bobs = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                var call = client.sendAsync(
                                world.call("ka", user(i), "/sites/wiki/rest/api/content")
                                        .build(),
                                BodyHandlers.ofString())
                        .thenApply(HttpResponse::body)
                        .exceptionally(cut -> "cut");
                if (user(i).equals("bob")) {
                    bobs.add(call);
                }
            }
            assertThat(bobs).allSatisfy(call -> assertThat(call.join()).doesNotContain("alice"));
            assertThat(bobs).anySatisfy(call -> assertThat(call.join()).isEqualTo("for token-of-bob"));
        }
    }

    /** Answers alice twice; the second answer looks like one for bob. */
    private static void answerAndMore(Talk talk) throws IOException {
        String token = talk.header("Authorization").substring("Bearer ".length());
        String first = "HTTP/1.1 200 OK\r\nX-AUSERNAME: " + token.substring("token-of-".length())
                + "\r\nContent-Length: " + ("for " + token).length() + "\r\n\r\nfor " + token;
        String stray = "HTTP/1.1 200 OK\r\nX-AUSERNAME: bob\r\nContent-Length: 9\r\n\r\nfor alice";
        talk.write(token.endsWith("alice") ? first + stray : first);
    }

    private static String user(int call) {
        return call % 2 == 0 ? "alice" : "bob";
    }

    private static void answer(Talk talk, AtomicInteger sockets) throws IOException {
        sockets.accumulateAndGet(talk.socket(), Math::max);
        String token = talk.header("Authorization").substring("Bearer ".length());
        String path = talk.head().split(" ", 3)[1];
        talk.answer(
                200, "X-AUSERNAME: " + token.substring("token-of-".length()) + "\r\n", token + " asked for " + path);
    }
}
