package dev.tributary.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.tributary.evidence.Evidence;
import dev.tributary.evidence.FreePort;
import dev.tributary.evidence.RequiredProgram;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as people use it: signed in by a real browser, in processes of its own. */
class CommandLineIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String TOKEN = "/rest/oauth2/latest/token";

    @TempDir
    static Path directory;

    private static Browser browser;
    private static TributaryProcess simulator;
    private static Map<String, String> environment;
    private static URI confluence;

    @BeforeAll
    static void sign_in_by_a_browser() throws IOException {
        browser = Browser.open();
        URI redirect = URI.create("http://localhost:" + FreePort.next() + "/callback");
        String secret = "a-secret-for-the-command-line";
        simulator = TributaryProcess.start(
                Map.of(), "simulate", "--port", "0", "--client", "cli:" + secret + ":" + redirect);
        confluence = simulator.ready();
        environment = Map.of("XDG_CONFIG_HOME", directory.toString(), "WIKI_SECRET", secret);
        try (TributaryProcess login = command(
                "login",
                "--site",
                "wiki",
                "--base-url",
                confluence.toString(),
                "--client-id",
                "cli",
                "--redirect-uri",
                redirect.toString(),
                "--secret-env",
                "WIKI_SECRET",
                "--simulator",
                "--no-browser")) {
            Visitor alice = new Visitor(browser.person(), address(login));
            Page page = alice.page();
            page.navigate(alice.portal());
            alice.logIn("alice");
            alice.button("Approve").click();
            assertThat(page.locator("h1")).hasText("Signed in");
            Inspection.of(page, "cli-signed-in");
            assertThat(login.exitCode()).as(login.printed()).isZero();
            assertThat(login.printed()).contains("Signed in at wiki").contains("Alice Arroyo");
        }
    }

    @AfterAll
    static void stop() {
        if (simulator != null) {
            simulator.close();
            browser.close();
        }
    }

    @Test
    void pipes_json_to_another_program() throws InterruptedException {
        RequiredProgram.check("node", "install Debian's package 'nodejs' to run this test.");
        String script = """
                let text = ''; process.stdin.on('data', part => text += part)
                    .on('end', () => console.log('keys ' + JSON.parse(text).results.map(space => space.key).join(',')))
                """;
        List<String> line =
                new ArrayList<>(List.of("sh", "-c", "script=$1; shift; \"$@\" | node -e \"$script\"", "sh", script));
        line.addAll(List.of(TributaryProcess.java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        line.addAll(Evidence.executableOptions());
        line.addAll(List.of("-jar", TributaryProcess.jar().toString(), "api", "GET", "/rest/api/space"));
        try (TributaryProcess piped = TributaryProcess.start(line, environment)) {
            assertThat(piped.exitCode()).isZero();
            assertThat(piped.printed()).contains("keys ").contains("DEMO").contains("TEAM");
        }
    }

    @Test
    void several_at_once_renew_an_expired_token_once() throws IOException, InterruptedException {
        post("/simulator/requests", "DELETE", "");
        post("/simulator/clock", "POST", "{\"advance\":\"PT2H\"}");

        List<TributaryProcess> all = IntStream.range(0, 4)
                .mapToObj(i -> command("api", "/rest/api/user/current"))
                .toList();

        for (TributaryProcess one : all) {
            try (one) {
                assertThat(one.exitCode()).as(one.printed()).isZero();
                assertThat(one.printed()).contains("\"username\":\"alice\"");
            }
        }
        assertThat(count(TOKEN)).isEqualTo(1);
    }

    @Test
    void a_call_that_is_killed_leaves_the_grant() throws IOException, InterruptedException {
        post("/simulator/faults", "POST", "{\"action\":\"delay\",\"delay\":\"PT30S\",\"path\":\"/rest/api/space\"}");
        try (TributaryProcess killed = command("api", "/rest/api/space")) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> !get("/simulator/faults").contains("delay"));
            new ProcessBuilder("kill", "-9", String.valueOf(killed.pid()))
                    .start()
                    .waitFor();
            assertThat(killed.exitCode()).isEqualTo(137);
        }
        post("/simulator/faults", "DELETE", "");

        try (TributaryProcess again = command("api", "/rest/api/space")) {
            assertThat(again.exitCode()).as(again.printed()).isZero();
            assertThat(again.printed()).contains("DEMO");
        }
    }

    @Test
    void a_bash_takes_its_completion() {
        List<String> line = List.of(
                "bash",
                "-c",
                "source <(\"$0\" -jar \"$1\" completion bash) && complete -p tributary",
                TributaryProcess.java(),
                TributaryProcess.jar().toString());
        try (TributaryProcess bash = TributaryProcess.start(line, Map.of())) {
            assertThat(bash.exitCode()).as(bash.printed()).isZero();
            assertThat(bash.printed()).contains("complete").contains("tributary");
        }
    }

    private static TributaryProcess command(String... arguments) {
        return TributaryProcess.start(environment, arguments);
    }

    private static String address(TributaryProcess login) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> login.lines().stream().anyMatch(line -> line.startsWith("  http")));
        return login.lines().stream()
                .filter(line -> line.startsWith("  http"))
                .findFirst()
                .orElseThrow()
                .strip();
    }

    private static void post(String path, String method, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(confluence + path))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        int status = HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
        assertThat(status).as(method + " " + path).isBetween(200, 299);
    }

    private static String get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(confluence + path)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private static long count(String path) throws IOException, InterruptedException {
        return get("/simulator/requests").split("\"" + path + "\"", -1).length - 1L;
    }
}
