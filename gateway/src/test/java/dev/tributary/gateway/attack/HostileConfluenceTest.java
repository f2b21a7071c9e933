package dev.tributary.gateway.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a Confluence may do to the gateway and its users, beyond the list. */
final class HostileConfluenceTest extends AttackTest {

    private static final String CALL = "/sites/evil/rest/api/user/current";

    @BeforeEach
    void behave() {
        ground().evil.behave();
    }

    @Tag("C21")
    @Test
    void c21_a_confluence_that_serves_somebody_else_suspends_the_connection_until_its_user_connects_again() {
        String id = ground().connectAtEvil("cat");
        ground().evil
                .rest(talk -> talk.answer(
                        200,
                        "X-AUSERNAME: bob\r\nContent-Type: application/json\r\n",
                        "{\"type\":\"known\",\"username\":\"bob\",\"userKey\":\"key-of-bob\",\"private\":\"of bob\"}"));
        ground().begin();

        Answer answer = ground().call(App.A, "cat", CALL).isProblem(502);
        int asked = ground().evil.heads("/rest/api").size();

        assertThat(answer.text("/type")).endsWith("/served-as-another");
        assertThat(answer.body()).doesNotContain("of bob");
        ground().call(App.A, "cat", CALL).isProblem(409);
        assertThat(ground().evil.heads("/rest/api"))
                .as("one call and one question who that is")
                .hasSize(asked)
                .hasSize(2);
        assertThat(ground().evil.heads("/rest/oauth2/latest/token")).isEmpty();
        assertThat(ground().api(App.A, "GET", "/v1/connections/" + id, null).text("/reason"))
                .isEqualTo("SERVED_AS_ANOTHER");

        ground().evil.behave();
        ground().connectAtEvil("cat");
        ground().call(App.A, "cat", CALL).is(200);
    }

    @Tag("C24")
    @Test
    void c24_a_pair_that_comes_after_the_user_has_disconnected_is_revoked_and_of_no_use() {
        CountDownLatch ended = new CountDownLatch(1);
        String id = ground().connectAtEvil("dan");
        ground().evil.rest(talk -> talk.answer(401, "", ""));
        ground().evil.tokens(talk -> {
            awaited(ended);
            ground().evil.issueLate(talk);
        });
        ground().begin();
        CompletableFuture<Answer> call = CompletableFuture.supplyAsync(() -> ground().call(App.A, "dan", CALL));
        await().until(() -> !ground().evil.heads("/rest/oauth2/latest/token").isEmpty());

        ground().api(App.A, "DELETE", "/v1/connections/" + id, null).is(200);
        ended.countDown();

        call.join().isProblem(409, 502, 503);
        await().untilAsserted(
                        () -> assertThat(ground().evil.revoked()).contains("evil-refresh-late", "evil-access-late"));
        ground().call(App.A, "dan", CALL).isProblem(409);
        assertThat(ground().api(App.A, "GET", "/v1/connections/" + id, null).text("/status"))
                .isEqualTo("DISCONNECTED");
        assertThat(ground().evil.heads()).noneMatch(head -> head.contains("evil-access-late"));
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
