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
import org.junit.jupiter.api.Test;

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
