package dev.tributary.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.simulator.browser.HtmlForm;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.spring.Portal;
import dev.tributary.spring.Visitor;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("C36")
class ConnectTest {

    private static ConfluenceSimulator confluence;
    private static Portal portal;

    private Visitor ann;

    @BeforeAll
    static void start(@TempDir Path directory) {
        confluence = ConfluenceSimulator.of(Edition.DATA_CENTER).start();
        portal = Portal.start(confluence, directory, Map.of());
    }

    @AfterAll
    static void stop() {
        portal.close();
        confluence.close();
    }

    @BeforeEach
    void sign_in() {
        ann = portal.signedIn("ann");
        disconnect(ann);
    }

    private static HttpResponse<String> disconnect(Visitor visitor) {
        HtmlForm form = portal.connectForm(visitor, "/done");
        URI action = portal.address().resolve("/confluence/wiki/disconnect");
        return visitor.submit(new HtmlForm(action, "POST", form.fields(), form.buttons()));
    }

    @Test
    void whoever_is_signed_in_connects_and_acts_in_confluence_as_themselves() {
        HttpResponse<String> returned = portal.connect(ann, "alice");

        assertThat(returned.statusCode()).isEqualTo(303);
        assertThat(ann.redirect(returned)).isEqualTo(portal.address().resolve("/done"));
        assertThat(ann.get("/me").body()).isEqualTo("alice");
        assertThat(portal.signedIn("ben").get("/connection").body()).isEqualTo("none");
    }

    @Test
    void tabs_that_begin_before_one_another_all_come_back() {
        URI first = ann.redirect(portal.pressConnect(ann, "/done?as=first"));
        URI second = ann.redirect(portal.pressConnect(ann, "/done?as=second"));

        assertThat(ann.redirect(ann.get(ann.consent(second, "alice")))).hasQuery("as=second");
        assertThat(ann.redirect(ann.get(ann.consent(first, "alice")))).hasQuery("as=first");
    }

    @Test
    void a_session_has_sixteen_flows_under_way_and_begins_no_more_before_one_has_ended() {
        URI first = ann.redirect(portal.pressConnect(ann, "/done"));
        for (int i = 1; i < 16; i++) {
            assertThat(portal.pressConnect(ann, "/done").statusCode()).isEqualTo(303);
        }

        HttpResponse<String> tooMany = portal.pressConnect(ann, "/done");

        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(tooMany.body()).contains("try again in");
        assertThat(portal.pressConnect(portal.signedIn("ann"), "/done").statusCode())
                .as("another browser")
                .isEqualTo(303);
        assertThat(ann.get(ann.consent(first, "alice")).statusCode()).isEqualTo(303);
        assertThat(portal.pressConnect(ann, "/done").statusCode()).isEqualTo(303);
    }

    @Test
    void a_callback_in_a_session_that_did_not_begin_connects_nobody() {
        URI callback = ann.consent(ann.redirect(portal.pressConnect(ann, "/done")), "alice");

        HttpResponse<String> elsewhere = portal.signedIn("ann").get(callback);
        HttpResponse<String> late = ann.get(callback);

        assertThat(elsewhere.statusCode()).isEqualTo(400);
        assertThat(elsewhere.body()).contains("another browser");
        assertThat(late.statusCode()).as("the flow is spent").isEqualTo(400);
        assertThat(ann.get("/connection").body()).isEqualTo("none");
    }

    @Test
    void whoever_signs_in_in_between_is_not_connected_by_what_another_began() {
        Visitor both = portal.signedIn("ann");
        URI callback = both.consent(both.redirect(portal.pressConnect(both, "/done")), "alice");
        both.signIn("ben");

        HttpResponse<String> answer = both.get(callback);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Another user is signed in");
        assertThat(both.get("/connection").body()).isEqualTo("none");
    }

    @Test
    void a_session_that_gets_another_id_because_its_user_signs_in_again_keeps_its_flow() {
        URI callback = ann.consent(ann.redirect(portal.pressConnect(ann, "/done")), "alice");
        String before = ann.cookie("JSESSIONID");
        ann.signIn("ann");

        assertThat(ann.cookie("JSESSIONID")).isNotEqualTo(before);
        assertThat(ann.get(callback).statusCode()).isEqualTo(303);
        assertThat(ann.get("/me").body()).isEqualTo("alice");
    }

    @Test
    void a_form_without_its_field_is_refused_by_spring_security() {
        HtmlForm form = portal.connectForm(ann, "/done");
        HtmlForm bare = new HtmlForm(form.action(), "POST", Map.of("returnTo", "/done"), form.buttons());

        assertThat(form.fields()).containsKey("_csrf");
        assertThat(ann.submit(bare).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Sec-Fetch-Site, none",
        "Origin, https://evil.example",
        "Origin, null"
    })
    void a_form_that_a_browser_says_is_from_elsewhere_is_refused_whatever_its_field(String header, String value) {
        HttpResponse<String> answer = ann.submit(portal.connectForm(ann, "/done"), header, value);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    @Test
    void a_form_that_a_browser_says_is_from_here_is_taken() {
        String origin = portal.address().toString();

        assertThat(ann.submit(portal.connectForm(ann, "/done"), "Origin", origin)
                        .statusCode())
                .isEqualTo(303);
        assertThat(ann.submit(portal.connectForm(ann, "/done"), "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example",
                "/%5Cevil.example",
                "/%0d%0aSet-Cookie:a=b",
                "/a%7Cb",
                "/100%25",
                "done",
                ""
            })
    void what_is_no_path_of_the_application_leads_to_its_first_page(String returnTo) {
        URI callback = ann.consent(ann.redirect(portal.pressConnect(ann, returnTo)), "alice");

        assertThat(ann.redirect(ann.get(callback))).isEqualTo(portal.address().resolve("/"));
    }

    @Test
    void a_page_to_connect_begins_nothing() {
        int before = confluence.requests().all().size();

        HttpResponse<String> page = ann.get("/confluence/wiki/connect");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("frame-ancestors 'none'");
        assertThat(confluence.requests().all()).hasSize(before);
    }

    @Test
    void whoever_is_connected_is_told_so_and_may_connect_again_or_disconnect() {
        assertThat(ann.get("/confluence/wiki/connect").body()).doesNotContain("Disconnect");
        portal.connect(ann, "alice");

        HttpResponse<String> page = ann.get("/confluence/wiki/connect?returnTo=/done");
        List<HtmlForm> forms = HtmlForm.all(page.body(), page.uri());

        assertThat(page.body()).contains("with the account of Alice", "for the same account");
        assertThat(forms)
                .allSatisfy(
                        form -> assertThat(form.fields()).containsKey("_csrf").containsEntry("returnTo", "/done"))
                .extracting(form -> form.action().getPath())
                .containsExactly("/confluence/wiki/connect", "/confluence/wiki/disconnect");
        URI again = ann.consent(ann.redirect(ann.submit(forms.get(0))), "alice");
        assertThat(ann.redirect(ann.get(again))).hasPath("/done");
        assertThat(ann.redirect(ann.submit(forms.get(1)))).hasPath("/done");
        assertThat(ann.get("/connection").body()).isEqualTo("none");
    }

    @Test
    void who_denies_is_told_and_may_start_again() {
        URI authorization = ann.redirect(portal.pressConnect(ann, "/done?x=1"));
        URI callback = new SimulatedBrowser("alice", "alice")
                .deny(authorization, portal.address().toString());

        HttpResponse<String> answer = ann.get(callback);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("denied access");
        assertThat(portal.form(answer).fields()).containsEntry("returnTo", "/done?x=1");
    }

    @Test
    void another_account_replaces_none_before_its_user_has_ended_the_connection() {
        portal.connect(ann, "alice");
        HttpResponse<String> answer = portal.connect(ann, "bob");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(ann.get("/me").body()).isEqualTo("alice");
        assertThat(portal.form(answer).action().getPath()).isEqualTo("/confluence/wiki/disconnect");
        assertThat(ann.redirect(ann.submit(portal.form(answer)))).hasPath("/confluence/wiki/connect");
        portal.connect(ann, "bob");
        assertThat(ann.get("/me").body()).isEqualTo("bob");
    }

    @Test
    void disconnecting_ends_the_connection_and_the_grant() {
        portal.connect(ann, "alice");

        HttpResponse<String> answer = disconnect(ann);

        assertThat(ann.redirect(answer)).hasPath("/done");
        assertThat(ann.get("/connection").body()).isEqualTo("none");
        assertThat(confluence.grants().all())
                .noneMatch(grant -> grant.live() && grant.user().equals("alice"));
    }

    @Test
    void there_is_nothing_at_other_sites() {
        assertThat(ann.get("/confluence/other/connect").statusCode()).isEqualTo(404);
    }
}
