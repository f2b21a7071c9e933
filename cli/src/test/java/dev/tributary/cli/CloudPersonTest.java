package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.cli.Someone.Came;
import dev.tributary.simulator.ConfluenceSimulator;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person signs in at Cloud, chooses a site in the terminal, calls it, and signs out. */
class CloudPersonTest {

    @TempDir
    Path directory;

    private Someone alice;
    private ConfluenceSimulator atlassian;

    @BeforeEach
    void start() {
        alice = new Someone(directory);
        atlassian = alice.at(ConfluenceSimulator.cloud().port(0)).start();
    }

    @AfterEach
    void stop() {
        atlassian.close();
    }

    private Came signIn(String typed) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
        try {
            return alice.logIn(
                    Someone.approvingAs("alice"), alice.firstLogin("acme", atlassian, "--cloud", "--simulator"));
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void calls_the_site_of_the_account() {
        Came came = signIn("1\n");
        assertThat(came.run().exitCode()).as(came.run().err()).isZero();

        Run run = alice.run("api", "/wiki/api/v2/pages", "-f", "limit=1", "--paginate");

        assertThat(run.exitCode()).as(run.err()).isZero();
        List<JsonNode> pages = new ArrayList<>(
                JsonMapper.shared().readTree(run.out()).valueStream().toList());
        assertThat(pages).hasSizeGreaterThan(1);
        assertThat(pages)
                .allSatisfy(page -> assertThat(page.path("id").asString()).isNotEmpty());
    }

    @Test
    void says_at_sign_out_that_the_user_has_to_end_the_grant_there() {
        signIn("1\n");

        Run out = alice.run("logout");

        assertThat(out.exitCode()).as(out.err()).isZero();
        assertThat(out.out()).contains("no way to revoke").contains("/manage-profile/apps");
    }
}
