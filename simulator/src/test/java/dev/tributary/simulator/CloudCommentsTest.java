package dev.tributary.simulator;

import static dev.tributary.simulator.CloudCall.all;
import static dev.tributary.simulator.CloudCall.at;
import static dev.tributary.simulator.CloudClient.RIVERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.junit.StartConfluence;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Version 2 in Cloud: what hangs on pages. */
class CloudCommentsTest {

    private static final String API = "/wiki/api/v2";
    private static final String SCOPES = "read:page:confluence write:page:confluence read:comment:confluence "
            + "write:comment:confluence delete:comment:confluence read:attachment:confluence "
            + "write:attachment:confluence delete:attachment:confluence read:label:confluence read:user:confluence "
            + "read:space:confluence write:space:confluence "
            + "search:confluence";

    @StartConfluence(edition = Edition.CLOUD)
    ConfluenceSimulator confluence;

    private CloudCall alice;
    private String page;

    @BeforeEach
    void connect() {
        CloudClient client = new CloudClient(confluence);
        alice = CloudCall.api(client, RIVERS, client.connected("scope", SCOPES).text("access_token"));
        page = alice.idOf("Release Calendar");
    }

    @Test
    void a_footer_comment_is_written_answered_changed_and_deleted() {
        Answer written = alice.post(API + "/footer-comments", comment("pageId", page));
        assertThat(written.status()).isEqualTo(201);
        assertThat(written.text("pageId")).isEqualTo(page);
        assertThat(written.text("title")).isEqualTo("Re: Release Calendar");
        String id = written.text("id");
        String path = API + "/footer-comments/" + id;
        Answer reply = alice.post(API + "/footer-comments", comment("parentCommentId", id));
        assertThat(reply.text("parentCommentId")).isEqualTo(id);

        assertThat(all(alice.get(API + "/pages/" + page + "/footer-comments"), "id"))
                .contains(id)
                .doesNotContain(reply.text("id"));
        assertThat(all(alice.get(path + "/children?body-format=storage"), "id")).containsExactly(reply.text("id"));
        assertThat(all(alice.get(API + "/footer-comments"), "id")).contains(id, reply.text("id"));

        Answer changed = alice.put(path, version(2));
        assertThat(at(changed, "/version/number")).isEqualTo("2");
        assertThat(alice.put(path, version(2)).status()).isEqualTo(409);
        assertThat(at(alice.get(path + "?body-format=view"), "/body/view/value"))
                .isEqualTo("<p>Changed</p>");
        assertThat(alice.get(API + "/inline-comments/" + id).status()).isEqualTo(404);
        assertThat(alice.delete(path).status()).isEqualTo(204);
        assertThat(alice.get(path).status()).isEqualTo(404);
    }

    @Test
    void an_inline_comment_is_about_some_text_of_the_page_and_can_be_settled() {
        Answer written = alice.post(API + "/inline-comments", inline("second Tuesday", 1));
        assertThat(written.status()).isEqualTo(201);
        assertThat(written.text("resolutionStatus")).isEqualTo("open");
        assertThat(at(written, "/properties/inlineOriginalSelection")).isEqualTo("second Tuesday");
        String id = written.text("id");
        String path = API + "/inline-comments/" + id;
        String ofPage = API + "/pages/" + page + "/inline-comments?resolution-status=";
        assertThat(all(alice.get(ofPage + "open"), "id")).containsExactly(id);
        Answer settled = alice.put(path, version(2).replace("{\"version\"", "{\"resolved\":true,\"version\""));
        assertThat(settled.text("resolutionStatus")).isEqualTo("resolved");
        assertThat(all(alice.get(ofPage + "open"), "id")).isEmpty();
        Answer reopened = alice.put(path, version(3).replace("{\"version\"", "{\"resolved\":false,\"version\""));
        assertThat(reopened.text("resolutionStatus")).isEqualTo("reopened");
        assertThat(all(alice.get(API + "/pages/" + page + "/footer-comments"), "id"))
                .doesNotContain(id);
        Answer found = alice.get("/wiki/rest/api/content/search?cql=id=" + id);
        assertThat(at(found, "/results/0/extensions/location")).isEqualTo("inline");
    }

    @ParameterizedTest
    @CsvSource({"no such text, 1", "Tuesday, 2"})
    void a_selection_that_the_page_does_not_have_is_refused(String selection, int matches) {
        assertThat(alice.post(API + "/inline-comments", inline(selection, matches))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_comment_needs_a_place() {
        assertThat(alice.post(API + "/footer-comments", comment("other", page)).status())
                .isEqualTo(400);
        assertThat(alice.post(API + "/footer-comments", comment("pageId", "1")).status())
                .isEqualTo(404);
    }

    @Test
    void attachments_are_listed_and_deleted() {
        Answer files = alice.get(API + "/attachments?mediaType=text/csv");
        String id = at(files, "/results/0/id");
        assertThat(id).startsWith("att");
        assertThat(at(files, "/results/0/downloadLink")).startsWith("/download/attachments/");
        Answer file = alice.get(API + "/attachments/" + id);
        assertThat(file.text("title")).isEqualTo("budget.csv");
        String owner = API + "/pages/" + file.text("pageId") + "/attachments?filename=";
        assertThat(all(alice.get(owner + "budget.csv"), "id")).containsExactly(id);
        assertThat(all(alice.get(owner + "other.csv"), "id")).isEmpty();
        assertThat(alice.delete(API + "/attachments/" + id).status()).isEqualTo(204);
        assertThat(alice.get(API + "/attachments/" + id).status()).isEqualTo(404);
    }

    @Test
    void labels_lead_to_their_pages() {
        Answer labels = alice.get(API + "/pages/" + alice.idOf("Quarterly Budget") + "/labels");
        assertThat(all(labels, "name")).containsExactly("budget", "finance");
        String id = at(labels, "/results/0/id");
        assertThat(all(alice.get(API + "/labels?label-id=" + id), "name")).containsExactly("budget");
        assertThat(all(alice.get(API + "/labels/" + id + "/pages"), "title"))
                .containsExactly("Quarterly Budget", "Budget Assumptions");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pages", "comments", "attachments"})
    void an_application_keeps_properties_with_content(String kind) {
        String content = switch (kind) {
            case "comments" ->
                alice.post(API + "/footer-comments", comment("pageId", page)).text("id");
            case "attachments" -> at(alice.get(API + "/attachments?filename=budget.csv"), "/results/0/id");
            default -> page;
        };
        String path = API + "/" + kind + "/" + content + "/properties";
        Answer made = alice.post(path, "{\"key\":\"app\",\"value\":{\"colour\":\"blue\"}}");
        String id = made.text("id");
        assertThat(alice.post(path, "{\"key\":\"app\",\"value\":1}").status()).isEqualTo(409);
        assertThat(at(alice.get(path + "?key=app"), "/results/0/value/colour")).isEqualTo("blue");
        assertThat(all(alice.get(path + "?key=other"), "key")).isEmpty();

        String change = "{\"key\":\"app\",\"value\":[2],\"version\":{\"number\":2}}";
        assertThat(at(alice.put(path + "/" + id, change), "/version/number")).isEqualTo("2");
        assertThat(alice.put(path + "/" + id, change).status()).isEqualTo(409);
        assertThat(alice.get(path + "/" + id).json().at("/value/0").asInt()).isEqualTo(2);
        assertThat(alice.delete(path + "/" + id).status()).isEqualTo(204);
        assertThat(alice.get(path + "/" + id).status()).isEqualTo(404);
    }

    @Test
    void an_application_keeps_properties_with_a_space_on_behalf_of_an_administrator() {
        String space = at(alice.get(API + "/spaces?keys=DEMO"), "/results/0/id");
        String path = API + "/spaces/" + space + "/properties";
        String first = "{\"key\":\"app\",\"value\":{\"colour\":\"blue\"}}";
        assertThat(alice.post(path, first).status()).isEqualTo(404);

        CloudClient client = new CloudClient(confluence);
        Answer tokens = client.connected(new SimulatedBrowser("admin", "admin"), "scope", SCOPES);
        CloudCall admin = CloudCall.api(client, RIVERS, tokens.text("access_token"));
        Answer made = admin.post(path, first);
        assertThat(made.status()).isEqualTo(201);
        String one = path + "/" + made.text("id");
        assertThat(admin.post(path, first).status()).isEqualTo(400);
        assertThat(at(alice.get(path + "?key=app"), "/results/0/value/colour")).isEqualTo("blue");
        assertThat(all(alice.get(path + "?key=other"), "key")).isEmpty();

        String change = "{\"key\":\"app\",\"value\":[2],\"version\":{\"number\":2}}";
        assertThat(alice.put(one, change).status()).isEqualTo(404);
        assertThat(at(admin.put(one, change), "/version/number")).isEqualTo("2");
        assertThat(admin.put(one, change).status()).isEqualTo(409);
        assertThat(alice.get(one).json().at("/value/0").asInt()).isEqualTo(2);
        assertThat(admin.delete(one).status()).isEqualTo(204);
        assertThat(alice.get(one).status()).isEqualTo(404);
    }

    @Test
    void the_labels_of_what_is_in_a_space_are_listed_with_it() {
        String space = at(alice.get(API + "/spaces?keys=DEMO"), "/results/0/id");
        assertThat(all(alice.get(API + "/spaces/" + space + "/content/labels"), "name"))
                .contains("budget");
        assertThat(all(alice.get(API + "/spaces/" + space + "/labels"), "name")).isEmpty();
        assertThat(alice.get(API + "/spaces/1/content/labels").status()).isEqualTo(404);
    }

    @Test
    void people_are_found_by_their_account_ids() {
        String bob = confluence.users().named("bob").orElseThrow().accountId();
        Answer people = alice.post(API + "/users-bulk", "{\"accountIds\":[\"" + bob + "\",\"nobody\"]}");
        assertThat(all(people, "displayName")).containsExactly("Bob Brooks");
        assertThat(alice.post(API + "/users-bulk", "{}").status()).isEqualTo(400);
    }

    private static String comment(String place, String id) {
        return "{\"%s\":\"%s\",\"body\":{\"representation\":\"storage\",\"value\":\"<p>Well done</p>\"}}"
                .formatted(place, id);
    }

    private String inline(String selection, int matches) {
        return comment("pageId", page).replaceFirst("}$", "")
                + ",\"inlineCommentProperties\":{\"textSelection\":\"%s\",\"textSelectionMatchCount\":%d}}"
                        .formatted(selection, matches);
    }

    private static String version(int number) {
        return ("{\"version\":{\"number\":%d},\"body\":{\"storage\":"
                        + "{\"representation\":\"storage\",\"value\":\"<p>Changed</p>\"}}}")
                .formatted(number);
    }
}
