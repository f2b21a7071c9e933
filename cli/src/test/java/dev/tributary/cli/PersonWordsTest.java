package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.cli.Someone.Came;
import dev.tributary.simulator.ConfluenceSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person is told on the way. */
class PersonWordsTest {

    @TempDir
    Path directory;

    @Test
    void who_never_signed_in_is_told_how_to_and_nothing_is_made() {
        Someone bob = new Someone(directory);

        Run list = bob.run("connections");
        Run json = bob.run("connections", "--json");

        assertThat(list.exitCode()).isZero();
        assertThat(list.out()).isEmpty();
        assertThat(list.err()).startsWith("No sign-ins yet. Run: tributary login --site ");
        assertThat(json.out().strip()).isEqualTo("[]");
        assertThat(json.exitCode()).isZero();
        assertThat(bob.folder()).doesNotExist();
    }

    @Test
    void a_login_says_for_what_it_waits_for_how_long_and_what_came() {
        Someone alice = new Someone(directory);
        try (ConfluenceSimulator confluence =
                alice.at(ConfluenceSimulator.dataCenter().port(0)).start()) {
            Came came = alice.logIn(Someone.approvingAs("alice"), alice.firstLogin("wiki", confluence, "--simulator"));

            assertThat(came.run().exitCode()).as(came.run().err()).isZero();
            assertThat(came.run().err())
                    .contains("Waiting for the browser to come back to " + alice.redirectUri())
                    .contains("for 10 minutes at most")
                    .contains("The browser came back. Asking wiki for the grant");
            assertThat(alice.run("connections", "--user", "nobody").err()).contains("There is no such connection.");
        }
    }

    @Test
    void a_wrong_client_secret_is_blamed_on_the_option_that_named_it() throws IOException {
        Someone alice = new Someone(directory);
        Path wrong = Files.createTempFile("wrong", ".txt");
        try (ConfluenceSimulator confluence =
                alice.at(ConfluenceSimulator.dataCenter().port(0)).start()) {
            Files.writeString(wrong, "another-secret");

            String line =
                    "login --site wiki --simulator --no-browser --client-id %s --base-url %s --redirect-uri %s --secret-file %s"
                            .formatted(Someone.CLIENT, confluence.baseUrl(), alice.redirectUri(), wrong);

            Came came = alice.logIn(Someone.approvingAs("alice"), line.split(" "));

            assertThat(came.run().exitCode()).as(came.run().err()).isEqualTo(2);
            assertThat(came.run().err())
                    .contains("tributary: --secret-file " + wrong + ": Confluence refused client id or secret")
                    .doesNotContain("sites.wiki");
        } finally {
            Files.delete(wrong);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "wiki.example.org, write https://wiki.example.org.",
        "wiki.example.org:8443/confluence, write https://wiki.example.org:8443/confluence.",
        "http://wiki.example.org, over https only"
    })
    void a_base_url_without_a_scheme_is_told_what_it_lacks(String url, String told) {
        Run run = new Someone(directory).run("login", "--site", "wiki", "--client-id", "c", "--base-url", url);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(told);
    }

    @Test
    void settings_of_a_gateway_are_put_as_options() {
        assertThat(SettingWords.asOptions("Check sites.my-wiki.baseUrl.", "--secret-env W"))
                .isEqualTo("Check --base-url.");
        assertThat(SettingWords.asOptions("sites.wiki.clientSecret: no", "--secret-env W$1"))
                .isEqualTo("--secret-env W$1: no");
        assertThat(SettingWords.asOptions("sites.wiki.cloud.site: no", "")).isEqualTo("--cloud-site: no");
    }
}
