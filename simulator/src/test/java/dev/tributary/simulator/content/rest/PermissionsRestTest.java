package dev.tributary.simulator.content.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.environment.Switch;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Behaviours 16, 19 and 24: what scopes, permissions and conflicts make of a request. */
class PermissionsRestTest {
    private static final String SAVE = "{\"title\":\"%s\",\"version\":{\"number\":%d}}";

    private final Confluence confluence = new Confluence();
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final Call alice = confluence.as("alice");
    private final Call bob = confluence.as("bob");
    private final Call admin = confluence.as("admin");

    @AfterEach
    void stop() {
        threads.shutdownNow();
        confluence.close();
    }

    @Test
    void behaviour_16_a_read_token_cannot_write_what_its_user_may() {
        String path = "/rest/api/content/" + confluence.idOf("Glossary");
        Call reading = confluence.as("alice:READ");
        assertThat(reading.get(path).status()).isEqualTo(200);
        assertThat(reading.put(path, SAVE.formatted("Words", 3)).status()).isEqualTo(403);
        assertThat(reading.post(path + "/label", "[{\"name\":\"x\"}]").status()).isEqualTo(403);
        assertThat(reading.delete(path).status()).isEqualTo(403);
        assertThat(alice.get(path).at("/title")).isEqualTo("Glossary");
        assertThat(confluence
                        .as("alice:WRITE")
                        .put(path, SAVE.formatted("Words", 3))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void behaviour_19_hidden_content_answers_exactly_as_absent_content_does() {
        String salary = idSeenBy(admin, "Salary Review");
        Answer hidden = alice.get("/rest/api/content/" + salary);
        Answer absent = alice.get("/rest/api/content/999999");
        assertThat(hidden.status()).isEqualTo(404);
        assertThat(hidden.body()).isEqualTo(absent.body().replace("999999", salary));
        assertThat(hidden.body())
                .isEqualTo("{\"statusCode\":404,\"data\":{\"authorized\":false,\"valid\":true,\"errors\":[],"
                        + "\"successful\":false},\"message\":\"No content found with id: ContentId{id=" + salary
                        + "}\"}");
        assertThat(alice.put("/rest/api/content/" + salary, SAVE.formatted("x", 3))
                        .status())
                .isEqualTo(404);
        assertThat(alice.delete("/rest/api/content/" + salary).status()).isEqualTo(404);
    }

    @Test
    void behaviour_19_hidden_content_is_in_no_list_search_or_child() {
        List<String> everywhere = List.of(
                "/rest/api/content?limit=200",
                "/rest/api/content/search?limit=200&cql=type=page",
                "/rest/api/search?limit=200&cql=type=page",
                "/rest/api/space/DEMO/content/page?limit=200",
                "/rest/api/content/" + confluence.idOf("Quarterly Budget") + "/child/page",
                "/rest/api/content/" + confluence.idOf("Quarterly Budget") + "/child?expand=page");
        assertThat(everywhere).allSatisfy(path -> {
            assertThat(alice.get(path).body()).doesNotContain("Salary Review");
            assertThat(admin.get(path).body()).contains("Salary Review");
        });
    }

    @Test
    void a_page_for_alice_and_admin_is_hidden_from_bob() {
        String id = idSeenBy(alice, "Feedback for Bob");
        assertThat(bob.get("/rest/api/content/" + id).status()).isEqualTo(404);
        assertThat(admin.get("/rest/api/content/" + id).status()).isEqualTo(200);
    }

    @Test
    void behaviour_19_visible_content_that_may_not_be_changed_answers_403() {
        String path = "/rest/api/content/" + confluence.idOf("Working Agreement");
        assertThat(bob.get(path).status()).isEqualTo(200);
        Answer refused = bob.put(path, SAVE.formatted("My agreement", 4));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/data/authorized")).isEqualTo("false");
        assertThat(bob.post(path + "/label", "[{\"name\":\"mine\"}]").status()).isEqualTo(403);
        assertThat(alice.put(path, SAVE.formatted("Our agreement", 4)).status()).isEqualTo(200);
    }

    @Test
    void behaviour_19_a_version_that_is_not_the_next_answers_409() {
        String path = "/rest/api/content/" + confluence.idOf("Backlog");
        assertThat(bob.put(path, SAVE.formatted("Backlog", 8)).status()).isEqualTo(200);
        Answer late = alice.put(path, SAVE.formatted("Backlog", 8));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.at("/message")).contains("Current version is: 8");
        assertThat(alice.put(path, SAVE.formatted("Backlog", 10)).status()).isEqualTo(409);
        assertThat(alice.put(path, SAVE.formatted("Backlog", 9)).status()).isEqualTo(200);
    }

    @Test
    void behaviour_19_of_simultaneous_saves_one_wins() {
        String path = "/rest/api/content/" + confluence.idOf("Backlog");
        List<Integer> statuses = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> bob.put(path, SAVE.formatted("Backlog", 8)).status(), threads))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .sorted()
                .toList();
        assertThat(statuses).containsExactly(200, 409, 409, 409, 409, 409, 409, 409);
    }

    @Test
    void behaviour_24_anonymous_callers_are_shut_out_or_see_what_is_public() {
        Call anybody = confluence.as("");
        String demo = "/rest/api/content/" + confluence.idOf("Glossary");
        String team = "/rest/api/content/" + confluence.idOf("Backlog");
        assertThat(anybody.get("/rest/api/user/current").status()).isEqualTo(403);
        assertThat(anybody.get(demo).status()).isEqualTo(404);
        assertThat(anybody.get("/rest/api/content").at("/size")).isEqualTo("0");

        confluence.switches().set(Switch.ANONYMOUS_ACCESS, "on");
        assertThat(anybody.get("/rest/api/user/current").at("/type")).isEqualTo("anonymous");
        assertThat(anybody.get(demo).status()).isEqualTo(200);
        assertThat(anybody.get(team).status()).isEqualTo(404);
        assertThat(anybody.get("/rest/api/space").at("/size")).isEqualTo("1");
        assertThat(anybody.put(demo, SAVE.formatted("x", 3)).status()).isEqualTo(403);
        assertThat(anybody.get("/rest/api/content/search?cql=creator=currentUser()")
                        .at("/size"))
                .isEqualTo("0");
    }

    @Test
    void people_have_a_name_and_a_key_but_no_account_id() {
        Answer me = bob.get("/rest/api/user/current");
        assertThat(me.at("/type")).isEqualTo("known");
        assertThat(me.at("/username")).isEqualTo("bob");
        assertThat(me.json().has("accountId")).isFalse();
        assertThat(alice.get("/rest/api/user?key=" + me.at("/userKey")).at("/displayName"))
                .isEqualTo(me.at("/displayName"));
        assertThat(alice.get("/rest/api/user?username=bob").at("/userKey")).isEqualTo(me.at("/userKey"));
        assertThat(alice.get("/rest/api/user?username=carol").status()).isEqualTo(404);
        assertThat(alice.get("/rest/api/user").status()).isEqualTo(400);
    }

    private static String idSeenBy(Call caller, String title) {
        String cql = Links.encode("title = \"" + title + "\"");
        return caller.get("/rest/api/content/search?cql=" + cql).at("/results/0/id");
    }
}
