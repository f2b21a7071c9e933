package dev.tributary.confluence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.http.Body;
import dev.tributary.http.HttpAnswer;
import dev.tributary.model.Account;
import dev.tributary.model.CallRefused;
import dev.tributary.model.ServedAsAnother;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.environment.User;
import dev.tributary.simulator.junit.StartConfluence;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfluenceTest {

    @StartConfluence(contextPath = "/confluence")
    ConfluenceSimulator simulator;

    private Engine engine;
    private Confluence confluence;

    @BeforeEach
    void connectAlice() {
        User alice = simulator.users().named("alice").orElseThrow();
        engine = new Engine(
                simulator.baseUrl(),
                new Account(alice.key(), alice.name(), alice.displayName()),
                () -> simulator.personalTokens().create(alice, "test", null));
        confluence = engine.confluence();
    }

    @Test
    void the_current_user_is_the_account() {
        assertThat(confluence.currentUser()).isEqualTo(engine.connection.account());
    }

    @Test
    void spaces_are_listed() {
        assertThat(confluence.spaces().map(Space::key)).contains("DEMO", "TEAM");
    }

    @Test
    void a_page_is_made_read_changed_labelled_commented_and_given_a_file() {
        Content made = confluence.createPage(new NewPage("DEMO", "Tributaries & rivers", "<p>One</p>"));
        Content changed = confluence.updatePage(made, "Tributaries", "<p>Two</p>");
        confluence.addLabels(made.id(), List.of("water", "river"));
        Content comment = confluence.comment(made.id(), "<p>Nice</p>");
        Content file =
                confluence.attach(made.id(), new Upload("Überblick \"2\".txt", "text/plain", Body.of("the bytes")));

        assertThat(changed.version()).isEqualTo(2);
        assertThat(confluence.page(made.id()))
                .satisfies(page -> assertThat(page.body()).isEqualTo("<p>Two</p>"))
                .satisfies(page -> assertThat(page.title()).isEqualTo("Tributaries"))
                .satisfies(page -> assertThat(page.space()).isEqualTo("DEMO"))
                .satisfies(page -> assertThat(page.link().toString()).startsWith(simulator.baseUrl() + "/"));
        assertThat(confluence.labels(made.id())).containsExactlyInAnyOrder("water", "river");
        assertThat(comment.type()).isEqualTo("comment");
        assertThat(file.type()).isEqualTo("attachment");
        assertThat(file.title()).contains("Überblick");
    }

    @Test
    void a_page_goes_below_another() {
        Content parent = confluence.createPage(new NewPage("DEMO", "Parent", "<p/>"));
        Content child = confluence.createPage(new NewPage("DEMO", "Child", "<p/>", parent.id()));

        assertThat(confluence
                        .json(ConfluenceRequest.get("/rest/api/content/" + child.id() + "?expand=ancestors"))
                        .path("ancestors")
                        .valueStream()
                        .map(ancestor -> ancestor.path("id").asString("")))
                .contains(parent.id());
    }

    @Test
    void a_change_to_an_older_version_is_refused_and_says_what_to_do() {
        Content made = confluence.createPage(new NewPage("DEMO", "Contested", "<p>One</p>"));
        confluence.updatePage(made, "Contested", "<p>Two</p>");

        assertThatExceptionOfType(CallRefused.class)
                .isThrownBy(() -> confluence.updatePage(made, "Contested", "<p>Mine</p>"))
                .withMessageContaining("Read it again, then repeat the change")
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(409));
    }

    @Test
    void what_is_hidden_or_absent_is_refused_without_the_words_of_the_server() {
        assertThatExceptionOfType(CallRefused.class)
                .isThrownBy(() -> confluence.page("999999999"))
                .withMessage("GET /rest/api/content/999999999 was refused with status 404: "
                        + "it does not exist, or the user may not see it.");
    }

    @Test
    void a_query_that_cannot_be_read_is_refused() {
        assertThatExceptionOfType(CallRefused.class)
                .isThrownBy(() -> confluence.search("this is no CQL ((").toList())
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(400));
    }

    @Test
    void a_search_goes_through_all_batches() {
        Set<String> made = IntStream.range(0, 60)
                .mapToObj(number -> "Batch page " + number)
                .collect(Collectors.toSet());
        made.forEach(title -> confluence.createPage(new NewPage("DEMO", title, "<p>ümläut</p>")));

        assertThat(confluence
                        .search("type = page and space = \"DEMO\" and text ~ \"ümläut\"")
                        .map(Content::title))
                .containsExactlyInAnyOrderElementsOf(made);
        assertThat(confluence.pages("DEMO").map(Content::title)).containsAll(made);
        assertThat(simulator.requests().of("GET", "/rest/api/content/search")).hasSize(2);
    }

    @Test
    void a_raw_call_gives_the_answer_whatever_its_status() {
        HttpAnswer answer = confluence.call(ConfluenceRequest.get("/rest/api/content/999999999"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("x-ausername")).contains("alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"anonymous", "401"})
    void a_dead_token_is_replaced_once_and_the_caller_does_not_notice(String badBearer) {
        simulator.switches().set("bad-bearer", badBearer).set("anonymous-access", "on");
        engine.tokens.spoil();

        assertThat(confluence.pages("DEMO")).isNotEmpty();
        assertThat(engine.tokens.replacements()).isEqualTo(1);
        assertThat(simulator.requests().of("GET", "/rest/api/content")).hasSize(2);
    }

    @Test
    void a_write_that_was_refused_is_replayed_once() {
        simulator.switches().set("bad-bearer", "401");
        engine.tokens.spoil();

        assertThat(confluence
                        .createPage(new NewPage("DEMO", "Replayed", "<p/>"))
                        .id())
                .isNotEmpty();
        assertThat(simulator.requests().of("POST", "/rest/api/content")).hasSize(2);
    }

    @Test
    void a_write_that_is_refused_to_nobody_is_replayed_once() {
        engine.tokens.spoil();

        assertThat(confluence
                        .createPage(new NewPage("DEMO", "Replayed", "<p/>"))
                        .id())
                .isNotEmpty();
        assertThat(simulator.requests().of("POST", "/rest/api/content")).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void a_user_who_connected_anew_meanwhile_is_not_the_one_who_wrote() {
        simulator.switches().set("bad-bearer", "401");
        engine.tokens.spoil();
        engine.tokens.reconnectMeanwhile();

        assertThatExceptionOfType(CallRefused.class)
                .isThrownBy(() -> confluence.createPage(new NewPage("DEMO", "Stale", "<p/>")));
        assertThat(simulator.requests().of("POST", "/rest/api/content")).hasSize(1);
    }

    @Test
    void a_connection_that_is_served_as_nobody_again_after_a_renewal_is_no_loop() {
        simulator.switches().set("anonymous-access", "on");
        Engine hopeless = new Engine(simulator.baseUrl(), engine.connection, () -> "never-valid");

        assertThatExceptionOfType(ServedAsAnother.class)
                .isThrownBy(() -> hopeless.confluence().currentUser())
                .withMessageContaining("served user 'alice-of-the-app' as 'anonymous'")
                .satisfies(failure -> assertThat(failure.written()).isFalse());
        assertThat(simulator.requests().all()).hasSize(2);
        assertThat(hopeless.tokens.replacements()).isEqualTo(1);
        assertThat(hopeless.suspended).isEmpty();
    }

    @Test
    void a_connection_that_is_rejected_again_after_a_renewal_is_no_loop() {
        simulator.switches().set("bad-bearer", "401");
        Engine hopeless = new Engine(simulator.baseUrl(), engine.connection, () -> "never-valid");

        assertThatExceptionOfType(CallRefused.class)
                .isThrownBy(() -> hopeless.confluence().currentUser())
                .withMessageContaining("rejects even a new token");
        assertThat(simulator.requests().all()).hasSize(2);
    }

    @Test
    void the_bytes_of_an_attachment_come_back_as_they_were() {
        Content page = confluence.createPage(new NewPage("DEMO", "With bytes", "<p/>"));
        byte[] bytes = {0, 1, 2, (byte) 0xFF, '\r', '\n', '-', '-'};
        Content file =
                confluence.attach(page.id(), new Upload("bytes.bin", "application/octet-stream", Body.of(bytes)));

        String download = file.raw().path("_links").path("download").asString("");
        assertThat(confluence.call(ConfluenceRequest.get(download)).body().bytes())
                .isEqualTo(bytes);
    }

    @Test
    void requests_say_who_they_come_from_and_carry_no_cookie() {
        confluence.currentUser();
        confluence.currentUser();

        assertThat(simulator.requests().all()).allSatisfy(request -> {
            assertThat(request.headers().get("User-Agent")).first().asString().startsWith("Tributary/");
            assertThat(request.headers()).doesNotContainKey("Cookie");
        });
    }

    @Test
    void an_answer_of_five_megabytes_is_read() {
        Content page = confluence.createPage(new NewPage("DEMO", "Large", "<p/>"));
        byte[] bytes = "x".repeat(5 * 1024 * 1024).getBytes(StandardCharsets.UTF_8);
        Content file = confluence.attach(page.id(), new Upload("large.txt", "text/plain", Body.of(bytes)));

        String download = file.raw().path("_links").path("download").asString("");
        assertThat(confluence.call(ConfluenceRequest.get(download)).body().bytes())
                .hasSize(bytes.length);
    }
}
