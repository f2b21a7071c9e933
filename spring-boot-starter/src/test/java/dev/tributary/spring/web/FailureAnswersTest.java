package dev.tributary.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.oauth.Revocation;
import dev.tributary.simulator.oauth.Revocation.Kind;
import dev.tributary.spring.Portal;
import dev.tributary.spring.Visitor;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class FailureAnswersTest {

    private static ConfluenceSimulator confluence;
    private static Portal portal;

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

    @Test
    void a_person_who_is_not_connected_is_sent_to_connect_and_back_to_the_same_page() {
        Visitor ben = portal.signedIn("ben");

        HttpResponse<String> sent = ben.get("/me?a=b%20c&d=e");

        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(ben.redirect(sent)).hasPath("/confluence/wiki/connect");
        assertThat(portal.form(ben.get(ben.redirect(sent))).fields()).containsEntry("returnTo", "/me?a=b%20c&d=e");
    }

    @Test
    void a_program_whose_user_is_not_connected_gets_a_problem() {
        HttpResponse<String> answer = portal.signedIn("ben").ask("/me");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = JsonMapper.shared().readTree(answer.body());
        assertThat(problem.path("type").asString()).endsWith("/not-connected");
        assertThat(problem.path("status").asInt()).isEqualTo(409);
        assertThat(problem.path("connectUrl").asString()).isEqualTo("/confluence/wiki/connect");
        assertThat(problem.path("detail").asString()).contains("'ben'");
    }

    @Test
    void where_a_grant_has_ended_people_connect_again_and_programs_are_told() {
        Visitor ann = portal.signedIn("ann");
        portal.connect(ann, "alice");
        assertThat(ann.get("/me").body()).isEqualTo("alice");
        confluence.grants().revoke(Revocation.of("alice", Kind.GRANT));

        HttpResponse<String> program = ann.ask("/me");
        HttpResponse<String> person = ann.get("/me");

        assertThat(program.statusCode()).isEqualTo(409);
        assertThat(JsonMapper.shared().readTree(program.body()).path("type").asString())
                .endsWith("/reconnect-required");
        assertThat(person.statusCode()).isEqualTo(303);
        assertThat(ann.redirect(person)).hasPath("/confluence/wiki/connect").hasQuery("returnTo=/me");
        portal.connect(ann, "alice");
        assertThat(ann.get("/me").body()).isEqualTo("alice");
    }

    @Test
    void a_rejected_access_token_is_renewed_without_anybody_noticing() {
        Visitor ann = portal.signedIn("ann");
        portal.connect(ann, "alice");
        confluence.grants().revoke(Revocation.of("alice", Kind.ACCESS));

        assertThat(ann.get("/me").body()).isEqualTo("alice");
    }

    @Test
    void callers_are_asked_to_slow_down_as_confluence_asks() {
        Visitor ann = portal.signedIn("ann");
        portal.connect(ann, "alice");
        confluence.switches().set(Switch.RATE_LIMIT, "on").set(Switch.RATE_LIMIT_CAPACITY, "0");
        try {
            HttpResponse<String> program = ann.ask("/me");
            HttpResponse<String> person = ann.get("/me");

            assertThat(program.statusCode()).isEqualTo(429);
            assertThat(program.headers().firstValueAsLong("Retry-After").orElse(0))
                    .isPositive();
            assertThat(person.statusCode()).as("the application's own page").isEqualTo(429);
            assertThat(person.headers().firstValue("Location")).isEmpty();
        } finally {
            confluence.switches().reset();
        }
    }

    @Test
    void what_confluence_refuses_is_refused_with_its_status() {
        Visitor ann = portal.signedIn("ann");
        portal.connect(ann, "alice");

        HttpResponse<String> answer = ann.ask("/page?id=999999");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void who_comes_back_to_an_application_with_a_wrong_secret_reads_no_more_than_that_an_operator_has_to_act(
            @TempDir Path another, CapturedOutput output) {
        Map<String, Object> wrong = Map.of(
                "tributary.sites.wiki.client-secret",
                "a-secret-of-another-client",
                "spring.web.error.include-message",
                "always");
        try (ConfluenceSimulator its =
                        ConfluenceSimulator.of(Edition.DATA_CENTER).start();
                Portal misconfigured = Portal.start(its, another, wrong)) {
            HttpResponse<String> page = misconfigured.connect(misconfigured.signedIn("ann"), "alice");

            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.body()).contains("An operator has to act").doesNotContain("refused client id");
            assertThat(output).contains(" tributary.sites.wiki.client-secret: Confluence refused client id or secret");
        }
    }
}
