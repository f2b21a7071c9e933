package dev.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.simulator.control.Fault;
import dev.tributary.simulator.control.Fault.Action;
import dev.tributary.simulator.oauth.Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.api.ObjectAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Whoever searches for secrets has to know them all. */
class SecretsFileTest {

    private Path file;
    private ConfluenceSimulator confluence;
    private TestClient client;

    @BeforeEach
    void start(@TempDir(cleanup = CleanupMode.ALWAYS) Path directory) {
        file = directory.resolve("a/new/directory/secrets");
        confluence = ConfluenceSimulator.dataCenter().secretsFile(file).start();
        client = new TestClient(confluence);
    }

    @AfterEach
    void stop() {
        confluence.close();
    }

    @Test
    void every_secret_of_a_flow_is_written_down_once() throws IOException {
        String verifier = "v".repeat(43);
        String code = client.code("code_challenge", verifier, "code_challenge_method", "plain");
        Answer first = client.exchange(code, "code_verifier", verifier);
        Answer second = client.refresh(first.text("refresh_token"));

        written()
                .contains(
                        "code " + code,
                        "code_verifier " + verifier,
                        "client_secret tributary-secret",
                        "access_token " + first.text("access_token"),
                        "refresh_token " + first.text("refresh_token"),
                        "access_token " + second.text("access_token"),
                        "refresh_token " + second.text("refresh_token"),
                        "os_password alice")
                .anyMatch(line -> line.matches("cookie-JSESSIONID [0-9a-f]{32}"))
                .anyMatch(line -> line.matches("atl_token [0-9a-f]{32}"))
                .doesNotHaveDuplicates();
    }

    @Test
    void what_is_handed_in_is_written_down_whatever_it_is_worth() throws IOException {
        client.servedAs("a+token/of=nobody");
        client.exchange("no such code", "code_verifier", "never asked for");
        client.get("/rest/api/space", "Authorization", "Basic " + base64("alice:guessed"));

        written()
                .contains(
                        "bearer-token " + encoded("a+token/of=nobody"),
                        "code " + encoded("no such code"),
                        "code_verifier " + encoded("never asked for"),
                        "basic-credentials " + encoded("alice:guessed"));
    }

    @Test
    void a_lost_answer_was_issued_and_a_lost_request_handed_in() throws IOException {
        String token = client.connected().text("refresh_token");
        confluence.faults().add(Fault.of(Action.DROP_AFTER).on("POST", TestClient.TOKEN));
        confluence.faults().add(Fault.of(Action.DROP_BEFORE).on("POST", TestClient.TOKEN));
        lost(() -> client.refresh(token));
        lost(() -> client.exchange("a-code-that-got-lost"));

        written().contains("code a-code-that-got-lost");
        written().filteredOn(line -> line.startsWith("refresh_token ")).hasSize(2);
    }

    @Test
    void secrets_that_no_request_has_seen_are_written_down_too() throws IOException {
        confluence.clients().register(Client.of("other", "a secret of its own", "http://localhost:8080/callback"));
        String token = confluence
                .personalTokens()
                .create(confluence.users().named("bob").orElseThrow(), "mine", Duration.ofDays(1));

        written().contains("client_secret " + encoded("a secret of its own"), "personal-token " + encoded(token));
    }

    private static void lost(ThrowingCallable request) {
        assertThatThrownBy(request).isInstanceOf(UncheckedIOException.class);
    }

    private AbstractListAssert<?, List<? extends String>, String, ObjectAssert<String>> written() throws IOException {
        return assertThat(Files.readAllLines(file));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
