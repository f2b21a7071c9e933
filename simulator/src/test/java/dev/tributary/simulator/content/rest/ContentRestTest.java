package dev.tributary.simulator.content.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContentRestTest {
    private static final String NEW_PAGE = """
            {"type":"page","title":"Rail timetable","space":{"key":"DEMO"},
             "body":{"storage":{"value":"<p>Every hour</p>","representation":"storage"}}}""";

    private final Confluence confluence = new Confluence();

    @AfterEach
    void stop() {
        confluence.close();
    }

    @Test
    void a_list_names_its_stretch_and_the_next_without_the_origin() {
        Answer answer = confluence.as("alice").get("/rest/api/content?type=page&spaceKey=DEMO&limit=3&expand=version");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.titles()).hasSize(3);
        assertThat(answer.at("/start")).isEqualTo("0");
        assertThat(answer.at("/limit")).isEqualTo("3");
        assertThat(answer.at("/size")).isEqualTo("3");
        assertThat(answer.at("/_links/base")).isEqualTo(confluence.base().toString());
        assertThat(answer.at("/_links/next"))
                .isEqualTo("/rest/api/content?type=page&spaceKey=DEMO&expand=version&limit=3&start=3");
    }

    @Test
    void following_next_reaches_everything_once() {
        Call alice = confluence.as("alice");
        String next = "/rest/api/content?spaceKey=DEMO&limit=4";
        List<String> titles = new ArrayList<>();
        while (!next.isEmpty()) {
            Answer page = alice.get(next);
            titles.addAll(page.titles());
            next = page.at("/_links/next");
        }
        assertThat(titles).doesNotHaveDuplicates();
        assertThat(titles)
                .isEqualTo(
                        alice.get("/rest/api/content?spaceKey=DEMO&limit=100").titles());
    }

    @Test
    void the_limit_is_capped_and_said_to_be() {
        assertThat(confluence.as("alice").get("/rest/api/content?limit=5000").at("/limit"))
                .isEqualTo("200");
        assertThat(confluence.as("alice").get("/rest/api/content?limit=many").status())
                .isEqualTo(400);
    }

    @Test
    void filters_by_type_title_and_space() {
        Call alice = confluence.as("alice");
        assertThat(alice.get("/rest/api/content?type=blogpost").titles())
                .containsExactly("We have moved", "Summer party");
        assertThat(alice.get("/rest/api/content?title=Travel+Policy&spaceKey=DEMO")
                        .titles())
                .containsExactly("Travel Policy");
        assertThat(alice.get("/rest/api/content?title=Travel+Policy&spaceKey=TEAM")
                        .titles())
                .isEmpty();
    }

    @Test
    void what_is_not_expanded_is_named() {
        String id = confluence.idOf("Glossary");
        Answer plain = confluence.as("alice").get("/rest/api/content/" + id + "?expand=version");
        assertThat(plain.at("/version/number")).isEqualTo("2");
        assertThat(plain.at("/version/by/username")).isEqualTo("alice");
        assertThat(plain.json().has("body")).isFalse();
        assertThat(plain.json().at("/_expandable/body").asString()).isEmpty();
        assertThat(plain.at("/_expandable/space")).isEqualTo("/rest/api/space/DEMO");
        assertThat(plain.json().get("_expandable").has("version")).isFalse();
    }

    @Test
    void expand_comes_by_commas_or_repeated_and_nested() {
        String path = "/rest/api/content/" + confluence.idOf("Budget Assumptions");
        Answer commas = confluence.as("alice").get(path + "?expand=body.storage,ancestors,history.lastUpdated");
        Answer repeated =
                confluence.as("alice").get(path + "?expand=body.storage&expand=ancestors&expand=history.lastUpdated");
        assertThat(commas.json()).isEqualTo(repeated.json());
        assertThat(commas.at("/body/storage/value")).contains("exchange rate");
        assertThat(commas.at("/ancestors/1/title")).isEqualTo("Quarterly Budget");
        assertThat(commas.at("/history/lastUpdated/number")).isEqualTo("1");
    }

    @Test
    void times_carry_the_servers_offset() {
        Answer answer = confluence.as("alice").get("/rest/api/content/" + confluence.idOf("Glossary"));
        assertThat(answer.at("/version/when")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+0[12]:00");
    }

    @Test
    void a_page_is_created_changed_and_thrown_away() {
        Call alice = confluence.as("alice");
        Answer created = alice.post("/rest/api/content", NEW_PAGE);
        assertThat(created.status()).isEqualTo(200);
        assertThat(created.at("/version/number")).isEqualTo("1");
        assertThat(created.at("/body/storage/value")).isEqualTo("<p>Every hour</p>");
        String path = "/rest/api/content/" + created.at("/id");

        Answer updated = alice.put(path, update(2, "<p>Every half hour</p>"));
        assertThat(updated.status()).isEqualTo(200);
        assertThat(updated.at("/version/number")).isEqualTo("2");
        assertThat(updated.at("/title")).isEqualTo("Rail timetable");
        Answer first = alice.get(path + "?version=1&expand=body.storage");
        assertThat(first.at("/body/storage/value")).isEqualTo("<p>Every hour</p>");
        assertThat(first.at("/status")).isEqualTo("historical");
        assertThat(alice.get(path + "/history").at("/previousVersion/number")).isEqualTo("1");

        assertThat(alice.delete(path).status()).isEqualTo(204);
        assertThat(alice.get(path).status()).isEqualTo(404);
        assertThat(alice.get(path + "?status=trashed").at("/status")).isEqualTo("trashed");
        assertThat(alice.delete(path + "?status=trashed").status()).isEqualTo(204);
        assertThat(alice.get(path + "?status=any").status()).isEqualTo(404);
    }

    @Test
    void a_title_is_free_once_in_a_space() {
        Call alice = confluence.as("alice");
        assertThat(alice.post("/rest/api/content", NEW_PAGE).status()).isEqualTo(200);
        Answer again = alice.post("/rest/api/content", NEW_PAGE.replace("Rail", "rail"));
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.at("/message")).contains("already exists");
        assertThat(alice.post("/rest/api/content", NEW_PAGE.replace("DEMO", "TEAM"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_body_that_is_not_well_formed_is_refused() {
        Answer answer = confluence.as("alice").post("/rest/api/content", NEW_PAGE.replace("</p>", ""));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/message")).startsWith("Error parsing xhtml");
    }

    @Test
    void a_request_that_lacks_something_is_told_what() {
        Call alice = confluence.as("alice");
        assertThat(alice.post("/rest/api/content", "{\"type\":\"page\"}").at("/message"))
                .isEqualTo("Space is required");
        assertThat(alice.post("/rest/api/content", "{").at("/message")).startsWith("The body is not JSON");
        assertThat(alice.put("/rest/api/content/" + confluence.idOf("Glossary"), "{}")
                        .at("/message"))
                .isEqualTo("Must supply an incremented version when updating Content. No version supplied.");
    }

    @Test
    void a_comment_hangs_below_its_page() {
        Call bob = confluence.as("bob");
        String page = confluence.idOf("Glossary");
        Answer comment = bob.post(
                "/rest/api/content",
                "{\"type\":\"comment\",\"container\":{\"id\":\"" + page + "\",\"type\":\"page\"},"
                        + "\"body\":{\"storage\":{\"value\":\"<p>Nice</p>\",\"representation\":\"storage\"}}}");
        assertThat(comment.status()).isEqualTo(200);
        assertThat(comment.at("/container/id")).isEqualTo(page);
        Answer list = bob.get("/rest/api/content/" + page + "/child/comment?expand=body.view");
        assertThat(list.titles()).containsExactly("Re: Glossary");
        assertThat(list.at("/results/0/body/view/value")).isEqualTo("<p>Nice</p>");
    }

    @Test
    void labels_are_added_listed_and_removed() {
        Call alice = confluence.as("alice");
        String path = "/rest/api/content/" + confluence.idOf("Glossary") + "/label";
        Answer added = alice.post(
                path, "[{\"prefix\":\"global\",\"name\":\"Words\"},{\"prefix\":\"global\",\"name\":\"rivers\"}]");
        assertThat(added.at("/results/0/name")).isEqualTo("words");
        assertThat(added.at("/size")).isEqualTo("2");
        assertThat(alice.delete(path + "?name=words").status()).isEqualTo(204);
        assertThat(alice.delete(path + "/rivers").status()).isEqualTo(204);
        assertThat(alice.get(path).at("/size")).isEqualTo("0");
        assertThat(alice.post(path, "[{\"name\":\"two words\"}]").status()).isEqualTo(400);
    }

    @Test
    void properties_keep_a_value_under_a_counted_version() {
        Call alice = confluence.as("alice");
        String path = "/rest/api/content/" + confluence.idOf("Glossary") + "/property";
        assertThat(alice.post(path, "{\"key\":\"app\",\"value\":{\"seen\":1}}").status())
                .isEqualTo(200);
        assertThat(alice.post(path, "{\"key\":\"app\",\"value\":1}").status()).isEqualTo(400);
        String second = "{\"value\":{\"seen\":2},\"version\":{\"number\":2}}";
        assertThat(alice.put(path + "/app", second).at("/version/number")).isEqualTo("2");
        assertThat(alice.put(path + "/app", second).status()).isEqualTo(409);
        assertThat(alice.get(path + "/app").at("/value/seen")).isEqualTo("2");
        assertThat(alice.delete(path + "/app").status()).isEqualTo(204);
        assertThat(alice.get(path + "/app").status()).isEqualTo(404);
    }

    @Test
    void every_link_of_an_answer_leads_somewhere() {
        Call alice = confluence.as("alice");
        Answer page = alice.get("/rest/api/content/" + confluence.idOf("Quarterly Budget"));
        List<String> links = new ArrayList<>();
        page.json().findValues("_expandable").forEach(part -> part.forEach(link -> links.add(link.asString())));
        page.json()
                .findValues("_links")
                .forEach(part -> part.path("self").stringValueOpt().ifPresent(links::add));
        assertThat(links)
                .filteredOn(link -> !link.isEmpty())
                .hasSizeGreaterThan(8)
                .allSatisfy(link -> {
                    String path = link.replace(confluence.base().toString(), "");
                    assertThat(alice.get(path).status()).as(path).isEqualTo(200);
                });
    }

    @Test
    void what_hangs_on_thrown_away_content_is_gone_with_it_but_pages_move_up() {
        Call alice = confluence.as("alice");
        String budget = confluence.idOf("Quarterly Budget");
        String file = confluence.idOf("budget.csv");
        assertThat(alice.delete("/rest/api/content/" + budget).status()).isEqualTo(204);
        assertThat(alice.get("/rest/api/content/" + file).status()).isEqualTo(404);
        assertThat(alice.get("/rest/api/content/" + budget + "/label").status()).isEqualTo(404);
        Answer child = alice.get("/rest/api/content/" + confluence.idOf("Budget Assumptions") + "?expand=ancestors");
        assertThat(child.at("/ancestors/0/title")).isEqualTo("Welcome to the Demo Space");
        assertThat(child.json().get("ancestors")).hasSize(1);
        assertThat(alice.put("/rest/api/content/" + budget, update(6, "<p>Back</p>"))
                        .status())
                .isEqualTo(404);
        String restore = update(6, "<p>Back</p>").replace("{\"type\"", "{\"status\":\"current\",\"type\"");
        assertThat(alice.put("/rest/api/content/" + budget, restore).status()).isEqualTo(200);
        assertThat(alice.get("/rest/api/content/" + file).status()).isEqualTo(200);
    }

    @Test
    void pages_stay_within_their_space_and_do_not_hang_below_themselves() {
        Call alice = confluence.as("alice");
        String team = confluence.idOf("Team Home");
        String child = NEW_PAGE.replace("\"body\"", "\"ancestors\":[{\"id\":\"" + team + "\"}],\"body\"");
        assertThat(alice.post("/rest/api/content", child).status()).isEqualTo(400);
        String home = confluence.idOf("Welcome to the Demo Space");
        String below = "{\"version\":{\"number\":4},\"ancestors\":[{\"id\":\"" + confluence.idOf("Glossary") + "\"}]}";
        assertThat(alice.put("/rest/api/content/" + home, below).at("/message")).contains("below itself");
        assertThat(alice.post("/rest/api/content", NEW_PAGE.replace("Rail timetable", "x".repeat(256)))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void children_and_spaces_are_walked() {
        Call alice = confluence.as("alice");
        String budget = confluence.idOf("Quarterly Budget");
        assertThat(alice.get("/rest/api/content/" + budget + "/child/page").titles())
                .containsExactly("Budget Assumptions");
        assertThat(alice.get("/rest/api/content/" + budget + "/child?expand=attachment")
                        .at("/attachment/results/0/title"))
                .isEqualTo("budget.csv");
        assertThat(alice.get("/rest/api/space").at("/results/0/key")).isEqualTo("DEMO");
        assertThat(alice.get("/rest/api/space/TEAM?expand=description.plain").at("/description/plain/value"))
                .isEqualTo("Where the search team works");
        assertThat(alice.get("/rest/api/space/TEAM/content?depth=root").at("/page/results/0/title"))
                .isEqualTo("Team Home");
        assertThat(alice.get("/rest/api/space/NONE").status()).isEqualTo(404);
    }

    private static String update(int version, String body) {
        return "{\"type\":\"page\",\"version\":{\"number\":" + version + "},\"body\":{\"storage\":{\"value\":\"" + body
                + "\",\"representation\":\"storage\"}}}";
    }
}
