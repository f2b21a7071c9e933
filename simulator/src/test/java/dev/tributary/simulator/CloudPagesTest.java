package dev.tributary.simulator;

import static dev.tributary.simulator.CloudCall.all;
import static dev.tributary.simulator.CloudCall.at;
import static dev.tributary.simulator.CloudClient.LAKES;
import static dev.tributary.simulator.CloudClient.RIVERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.junit.StartConfluence;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Version 2 in Cloud: pages, posts and spaces, and lists that go on by cursor. */
class CloudPagesTest {

    private static final String API = "/wiki/api/v2";
    private static final String SCOPES = "read:page:confluence write:page:confluence delete:page:confluence "
            + "read:space:confluence read:hierarchical-content:confluence read:content.metadata:confluence";

    @StartConfluence(edition = Edition.CLOUD)
    ConfluenceSimulator confluence;

    private CloudClient client;
    private CloudCall alice;

    @BeforeEach
    void connect() {
        client = new CloudClient(confluence);
        alice = CloudCall.api(client, RIVERS, client.connected("scope", SCOPES).text("access_token"));
    }

    @Test
    void behaviour_34_lists_go_on_by_a_cursor_that_stands_in_the_body_and_in_the_header() {
        List<String> whole = all(alice.get(API + "/pages?limit=250"), "id");
        List<String> found = new ArrayList<>();
        String path = API + "/pages?limit=3&sort=id";
        for (int pages = 0; !path.isEmpty() && pages < 100; pages++) {
            Answer answer = alice.get(path);
            found.addAll(all(answer, "id"));
            path = at(answer, "/_links/next");
            assertThat(answer.header("Link").startsWith("<" + path + ">; rel=\"next\""))
                    .isEqualTo(!path.isEmpty());
        }
        assertThat(found).hasSizeGreaterThan(9).isEqualTo(whole);
    }

    @Test
    void behaviour_34_next_is_relative_to_the_site_whose_own_host_takes_no_token() {
        Answer first = alice.get(API + "/spaces?limit=1");
        assertThat(at(first, "/_links/base")).isEqualTo(confluence.baseUrl() + "/site/rivers/wiki");
        assertThat(at(first, "/_links/next")).startsWith("/wiki/api/v2/spaces?limit=1&cursor=");
        CloudCall siteHost = new CloudCall(client, "/site/rivers", alice.authorization());
        assertThat(siteHost.get(at(first, "/_links/next")).status()).isEqualTo(401);
        assertThat(alice.get(API + "/spaces?cursor=made-up").status()).isEqualTo(400);
    }

    @Test
    void pages_are_found_by_title_space_and_status_and_sorted() {
        Answer demo = alice.get(API + "/spaces?keys=DEMO");
        String space = at(demo, "/results/0/id");
        assertThat(all(alice.get(API + "/pages?title=travel%20policy"), "title"))
                .containsExactly("Travel Policy");
        List<String> titles = all(alice.get(API + "/pages?space-id=" + space + "&sort=title"), "title");
        assertThat(titles)
                .contains("Quarterly Budget")
                .doesNotContain("Salary Review")
                .isSorted();
        assertThat(all(alice.get(API + "/spaces/" + space + "/pages?sort=title"), "title"))
                .isEqualTo(titles);
        assertThat(all(alice.get(API + "/spaces/" + space + "/pages?depth=root"), "title"))
                .containsExactly("Welcome to the Demo Space");
        assertThat(all(alice.get(API + "/pages?status=trashed"), "title")).isEmpty();
        assertThat(alice.get(API + "/pages?sort=colour").status()).isEqualTo(400);
    }

    @Test
    void a_page_comes_with_what_is_asked_for() {
        String id = alice.idOf("Quarterly Budget");
        Answer plain = alice.get(API + "/pages/" + id);
        assertThat(plain.json().at("/body").isEmpty()).isTrue();
        Answer rich = alice.get(API + "/pages/" + id
                + "?body-format=storage&include-labels=true&include-operations=true&include-versions=true"
                + "&include-properties=true&include-likes=true&include-favorited-by-current-user-status=true");
        assertThat(at(rich, "/body/storage/value")).contains("coming quarter");
        assertThat(at(rich, "/labels/results/0/name")).isEqualTo("budget");
        assertThat(rich.json().at("/versions/results").size()).isEqualTo(5);
        assertThat(at(rich, "/authorId"))
                .isEqualTo(confluence.users().named("alice").orElseThrow().accountId());
        assertThat(at(alice.get(API + "/pages/" + id + "?version=2"), "/version/number"))
                .isEqualTo("2");
        assertThat(alice.get(API + "/pages/" + id + "?version=99").status()).isEqualTo(404);
        assertThat(alice.get(API + "/pages/" + id + "?body-format=pdf").status())
                .isEqualTo(400);
    }

    @Test
    void a_hidden_page_is_absent() {
        Answer hidden = alice.get(API + "/pages/1");
        assertThat(hidden.status()).isEqualTo(404);
        assertThat(at(hidden, "/errors/0/code")).isEqualTo("NOT_FOUND");
        CloudCall admin = as("admin", SCOPES);
        String salaries = admin.idOf("Salary Review");
        assertThat(alice.get(API + "/pages/" + salaries).body()).isEqualTo(hidden.body());
        assertThat(admin.get(API + "/pages/" + salaries).status()).isEqualTo(200);
    }

    @Test
    void the_tree_can_be_walked_both_ways() {
        String welcome = alice.idOf("Welcome to the Demo Space");
        String assumptions = alice.idOf("Budget Assumptions");
        assertThat(all(alice.get(API + "/pages/" + welcome + "/children"), "title"))
                .contains("Quarterly Budget")
                .doesNotContain("Budget Assumptions");
        assertThat(all(alice.get(API + "/pages/" + welcome + "/direct-children"), "type"))
                .containsOnly("page");
        assertThat(all(alice.get(API + "/pages/" + welcome + "/descendants?depth=1"), "id"))
                .doesNotContain(assumptions);
        assertThat(all(alice.get(API + "/pages/" + welcome + "/descendants"), "id"))
                .contains(assumptions);
        assertThat(all(alice.get(API + "/pages/" + assumptions + "/ancestors"), "id"))
                .containsExactly(welcome, alice.idOf("Quarterly Budget"));
    }

    @Test
    void a_page_is_created_changed_renamed_and_deleted_and_its_versions_are_kept() {
        String space = at(alice.get(API + "/spaces?keys=TEAM"), "/results/0/id");
        Answer created = alice.post(
                API + "/pages",
                "{\"spaceId\":\"" + space + "\",\"status\":\"current\",\"title\":\"Otters\","
                        + "\"body\":{\"representation\":\"storage\",\"value\":\"<p>Two</p>\"}}");
        String id = created.text("id");
        String path = API + "/pages/" + id;
        assertThat(at(created, "/body/storage/value")).isEqualTo("<p>Two</p>");
        assertThat(at(created, "/parentId")).isEqualTo(at(alice.get(API + "/spaces/" + space), "/homepageId"));

        assertThat(at(alice.put(path, update(id, 2, "Otters")), "/version/number"))
                .isEqualTo("2");
        Answer conflict = alice.put(path, update(id, 2, "Otters"));
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(at(conflict, "/errors/0/title")).contains("Current version is: 2");
        assertThat(alice.put(path, update("1", 3, "Otters")).status()).isEqualTo(400);

        Answer renamed = alice.put(path + "/title", "{\"status\":\"current\",\"title\":\"Beavers\"}");
        assertThat(at(renamed, "/version/number")).isEqualTo("3");
        assertThat(all(alice.get(path + "/versions"), "number")).containsExactly("1", "2", "3");
        assertThat(alice.get(path + "/versions/1").text("number")).isEqualTo("1");

        assertThat(alice.delete(path).status()).isEqualTo(204);
        assertThat(alice.get(path).status()).isEqualTo(404);
        assertThat(alice.get(path + "?status=trashed").status()).isEqualTo(200);
        assertThat(alice.delete(path + "?purge=true").status()).isEqualTo(204);
        assertThat(alice.get(path + "?status=trashed").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "not json",
                "{\"spaceId\":\"1\",\"title\":\"x\"}",
                "{\"spaceId\":\"65537\"}",
                "{\"spaceId\":\"65537\",\"title\":\"x\",\"status\":\"draft\"}",
                "{\"spaceId\":\"65537\",\"title\":\"Travel Policy\"}",
                "{\"spaceId\":\"65537\",\"title\":\"x\",\"body\":{\"representation\":\"wiki\",\"value\":\"x\"}}",
                "{\"spaceId\":\"65537\",\"title\":\"x\",\"body\":{\"representation\":\"storage\",\"value\":\"<p>\"}}"
            })
    void what_cannot_be_created_is_refused_and_says_why(String body) {
        Answer refused = alice.post(API + "/pages", body);
        assertThat(refused.status()).isIn(400, 404);
        assertThat(at(refused, "/errors/0/title")).isNotEmpty();
    }

    @Test
    void a_page_that_may_be_seen_and_not_changed_is_403() {
        String id = alice.idOf("Travel Policy");
        assertThat(alice.put(API + "/pages/" + id, update(id, 3, "Mine")).status())
                .isEqualTo(403);
    }

    @Test
    void blog_posts_are_pages_of_another_kind() {
        Answer posts = alice.get(API + "/blogposts");
        assertThat(all(posts, "title")).contains("We have moved");
        String id = at(posts, "/results/0/id");
        assertThat(alice.get(API + "/blogposts/" + id + "?body-format=view").status())
                .isEqualTo(200);
        assertThat(alice.get(API + "/pages/" + id).status()).isEqualTo(404);
    }

    @Test
    void each_site_has_content_of_its_own_though_the_ids_are_the_same() {
        client.connected(new SimulatedBrowser("alice", "alice").choosing(LAKES), "scope", SCOPES);
        CloudCall lakes = new CloudCall(client, "/ex/confluence/" + LAKES, alice.authorization());
        assertThat(all(lakes.get(API + "/spaces?description-format=plain"), "key"))
                .containsExactly("LAKE", "BOAT");
        String id = lakes.idOf("Lake Guide");
        assertThat(alice.get(API + "/pages/" + id).text("title")).isNotEqualTo("Lake Guide");
        lakes.put(API + "/pages/" + id, update(id, 3, "Lake Guide"));
        assertThat(at(alice.get(API + "/pages/" + id), "/version/message")).isNotEqualTo("by a test");
    }

    private CloudCall as(String user, String scopes) {
        Answer tokens = client.connected(new SimulatedBrowser(user, user), "scope", scopes);
        return CloudCall.api(client, RIVERS, tokens.text("access_token"));
    }

    private static String update(String id, int version, String title) {
        return ("{\"id\":\"%s\",\"status\":\"current\",\"title\":\"%s\",\"version\":{\"number\":%d,\"message\":\"by a test\"},"
                        + "\"body\":{\"storage\":{\"representation\":\"storage\",\"value\":\"<p>More</p>\"}}}")
                .formatted(id, title, version);
    }
}
