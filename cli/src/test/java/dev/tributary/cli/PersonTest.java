package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.cli.Someone.Came;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.SimulatedBrowser;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person signs in at a Data Center, calls it, and signs out. */
class PersonTest {

    private static final String TOKEN = "/rest/oauth2/latest/token";

    @TempDir
    Path directory;

    private Someone alice;
    private ConfluenceSimulator confluence;

    @BeforeEach
    void start() {
        alice = new Someone(directory);
        confluence = alice.at(ConfluenceSimulator.dataCenter().port(0).contextPath("/wiki"))
                .start();
    }

    @AfterEach
    void stop() {
        confluence.close();
    }

    private Came signIn() {
        return alice.logIn(Someone.approvingAs("alice"), alice.firstLogin("wiki", confluence, "--simulator"));
    }

    @Test
    void signs_in_by_the_browser_and_is_called_by_name() {
        Came came = signIn();

        assertThat(came.run().exitCode()).as(came.run().err()).isZero();
        assertThat(came.run().out()).contains("Signed in at wiki").contains("Alice Arroyo");
        assertThat(came.page().page()).contains("Signed in");
        assertThat(came.page().uri().getQuery()).contains("code=");
    }

    @Test
    void needs_the_name_of_the_site_alone_the_second_time() {
        signIn();

        Came again = alice.logIn(Someone.approvingAs("alice"), "login", "--no-browser");

        assertThat(again.run().exitCode()).as(again.run().err()).isZero();
    }

    @Test
    void prints_json_that_programs_read() {
        signIn();

        Run run = alice.run("api", "GET", "/rest/api/space");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode json = JsonMapper.shared().readTree(run.out());
        assertThat(json.path("results")
                        .valueStream()
                        .map(space -> space.path("key").asString()))
                .contains("DEMO", "TEAM");
        assertThat(run.out().strip().lines()).hasSize(1);
    }

    @Test
    void reads_a_list_to_its_end_as_one_array() {
        signIn();

        Run run = alice.run("api", "/rest/api/space", "-f", "limit=1", "--paginate");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(JsonMapper.shared()
                        .readTree(run.out())
                        .valueStream()
                        .map(space -> space.path("key").asString()))
                .contains("DEMO", "TEAM");
        assertThat(confluence.requests().of("GET", "/rest/api/space")).hasSizeGreaterThan(1);
    }

    @Test
    void prints_a_table_with_the_columns_that_were_asked_for() {
        signIn();

        Run run = alice.run("api", "/rest/api/space", "--columns", "key,name");

        assertThat(run.out().lines().findFirst())
                .hasValueSatisfying(head -> assertThat(head).matches("KEY +NAME"));
        assertThat(run.out().lines()).anySatisfy(line -> assertThat(line).startsWith("DEMO "));
    }

    @Test
    void writes_what_is_piped_in() {
        signIn();
        String page = """
                {"type":"page","title":"Piped","space":{"key":"DEMO"},"body":{"storage":{"value":"<p>x</p>","representation":"storage"}}}
                """;

        Run run = alice.runWith(page, "api", "POST", "/rest/api/content", "--input", "-");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(JsonMapper.shared().readTree(run.out()).path("title").asString())
                .isEqualTo("Piped");
    }

    @Test
    void renews_an_expired_token_without_a_word() {
        signIn();
        confluence.clock().advance(Duration.ofHours(2));

        Run run = alice.run("api", "/rest/api/user/current");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("alice");
        assertThat(run.err()).isEmpty();
        assertThat(confluence.requests().of("POST", TOKEN)).hasSize(2);
    }

    @Test
    void says_that_one_has_to_sign_in_when_the_grant_has_ended() {
        signIn();
        confluence.clock().advance(Duration.ofDays(100));

        Run run = alice.run("api", "/rest/api/user/current");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("tributary login");
    }

    @Test
    void prints_a_refusal_and_fails() {
        signIn();

        Run run = alice.run("api", "/rest/api/content/424242");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("404");
        assertThat(run.err()).contains("HTTP 404");
    }

    @Tag("C36")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example/rest/api/space",
                "https://evil.example/rest/api/space",
                "http://localhost:1/rest/api/space",
                "/rest/..%2f..%2fevil",
                "/rest/%2e%2e/evil",
                "/rest/../evil",
                "/\\evil.example/",
                "@evil.example/",
                "/rest/api/space\r\nX: y",
                "rest/api/space"
            })
    void sends_nothing_where_the_path_leads_elsewhere(String target) {
        signIn();
        long before = confluence.requests().all().size();

        Run run = alice.run("api", "GET", target);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(confluence.requests().all()).hasSize((int) before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"X-A: b\r\nX-B: c", "Authorization: Bearer x", "Host: evil.example", "Cookie: a=b", "X A: b"})
    void sends_no_header_that_forges_another(String header) {
        signIn();
        long before = confluence.requests().all().size();

        Run run = alice.run("api", "/rest/api/space", "-H", header);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(confluence.requests().all()).hasSize((int) before);
    }

    @Test
    void signs_out_and_says_what_was_revoked_where() {
        signIn();

        Run out = alice.run("logout", "--site", "wiki");

        assertThat(out.exitCode()).isZero();
        assertThat(out.out()).contains("erased here").contains("revoked there");
        assertThat(confluence.requests().of("POST", "/rest/oauth2/latest/revoke"))
                .isNotEmpty();
        assertThat(alice.run("api", "/rest/api/space").exitCode()).isEqualTo(3);
    }

    @Test
    void does_not_call_a_sign_out_done_whose_grant_may_live_on() {
        signIn();
        confluence.close();

        Run out = alice.run("logout", "--site", "wiki");

        assertThat(out.exitCode()).isEqualTo(1);
        assertThat(out.out())
                .contains("erased here")
                .contains("did not confirm the revocation; end the grant yourself");
    }

    @Test
    void forgets_site_and_secret_when_told_to() {
        signIn();
        alice.run("logout", "--forget");

        Run run = alice.run("login", "--site", "wiki", "--no-browser");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("is new");
    }

    @Test
    void lists_the_own_connection_as_a_table_and_as_json() {
        signIn();

        Run table = alice.run("connections");
        Run json = alice.run("connections", "--json", "--status", "active");

        assertThat(table.out())
                .contains("ID")
                .contains("wiki")
                .contains("Alice Arroyo")
                .contains("active");
        JsonNode list = JsonMapper.shared().readTree(json.out());
        assertThat(list).hasSize(1);
        assertThat(list.path(0).path("site").asString()).isEqualTo("wiki");
        assertThat(alice.run("connections", "--status", "disconnected").out()).doesNotContain("wiki");
        assertThat(alice.run("connections", "--site", "other").out()).doesNotContain("wiki");
    }

    @Test
    void keeps_everything_for_its_owner_alone_and_no_secret_in_clear() throws IOException {
        signIn();

        try (Stream<Path> files = Files.walk(alice.folder())) {
            for (Path file : files.toList()) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
                assertThat(mode).as(file.toString()).endsWith("------");
                if (Files.isRegularFile(file)) {
                    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .doesNotContain("a-secret-of-my-app");
                }
            }
        }
    }

    @Test
    void refuses_a_folder_that_others_may_read() throws IOException {
        signIn();
        Files.setPosixFilePermissions(alice.folder(), PosixFilePermissions.fromString("rwxr-xr-x"));

        Run run = alice.run("api", "/rest/api/space");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("chmod 700");
    }

    @Test
    void refuses_a_simulator_that_was_not_said_to_be_one() {
        Run run = alice.run(alice.firstLogin("wiki", confluence));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--simulator");
        assertThat(alice.run("api", "/rest/api/space").err()).contains("no site yet");
    }

    @Tag("C36")
    @Test
    void refuses_a_callback_that_it_did_not_begin_and_keeps_nothing() {
        Came came = alice.logIn(
                address -> new SimulatedBrowser("mallory", "mallory")
                        .get(URI.create(alice.redirectUri() + "?code=stolen&state=guessed-guessed-guessed")),
                alice.firstLogin("wiki", confluence, "--simulator"));

        assertThat(came.run().exitCode()).isEqualTo(1);
        assertThat(came.page().page()).contains("Not signed in");
        assertThat(confluence.requests().of("POST", TOKEN)).isEmpty();
        assertThat(alice.run("connections").out()).doesNotContain("wiki");
    }

    @Test
    void leaves_the_account_that_is_signed_in_when_another_comes_back() {
        signIn();

        Came bob = alice.logIn(Someone.approvingAs("bob"), "login", "--no-browser");

        assertThat(bob.run().exitCode()).isEqualTo(1);
        assertThat(bob.run().err()).contains("tributary logout --site wiki").contains("Bob");
        assertThat(alice.run("api", "/rest/api/user/current").out()).contains("alice");
    }
}
