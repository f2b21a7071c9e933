package dev.tributary.spring.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.evidence.Evidence;
import dev.tributary.evidence.RequiredProgram;
import dev.tributary.simulator.browser.Exchange;
import dev.tributary.simulator.browser.HtmlForm;
import dev.tributary.simulator.browser.SimulatedBrowser;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An authorization server by others: oidc-provider from npm, as core's tests start it, for an application at one address. */
final class ForeignServer implements AutoCloseable {

    private static final Path SOURCE = Path.of("..", "core", "src", "test", "node");
    private static final Path WORK = Evidence.workplace("node");
    private static final String REMEDY = "Install Node.js 20 and npm, to try the bridge against a foreign server.";
    private static final int PAGES = 5;

    private final Process process;
    private final JsonNode said;
    private final String redirectUri;

    private ForeignServer(Process process, JsonNode said, String redirectUri) {
        this.process = process;
        this.said = said;
        this.redirectUri = redirectUri;
    }

    static ForeignServer start(String redirectUri, int accessTokenSeconds) throws Exception {
        RequiredProgram.check("node", REMEDY);
        RequiredProgram.check("npm", REMEDY);
        install();
        Process process = new ProcessBuilder(
                        "node", "authorization-server.mjs", redirectUri, String.valueOf(accessTokenSeconds))
                .directory(WORK.toFile())
                .redirectError(WORK.resolve("server.log").toFile())
                .start();
        String line = process.inputReader(UTF_8).readLine();
        assertThat(line).as("the server's first line").isNotNull().startsWith("{");
        return new ForeignServer(process, JsonMapper.shared().readTree(line), redirectUri);
    }

    private static void install() throws IOException, InterruptedException {
        Files.createDirectories(WORK);
        try (Stream<Path> files = Files.list(SOURCE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, WORK.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path log = WORK.resolve("install.log");
        Process npm = new ProcessBuilder("npm", "ci", "--ignore-scripts")
                .directory(WORK.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = npm.waitFor(120, TimeUnit.SECONDS);
        npm.destroyForcibly();
        assertThat(ended && npm.exitValue() == 0)
                .as("npm ci said: %s", Files.readString(log))
                .isTrue();
    }

    String says(String name) {
        return said.path(name).asString();
    }

    /** What the server has seen. */
    JsonNode events() {
        return JsonMapper.shared()
                .readTree(new SimulatedBrowser("nobody", "")
                        .get(URI.create(says("events")))
                        .page());
    }

    /** Logs in under that name, consents, and returns where the browser is sent to. */
    URI approve(URI authorize, String user) {
        SimulatedBrowser browser = new SimulatedBrowser(user, "any password");
        Exchange current = browser.follow(browser.get(authorize), redirectUri);
        for (int page = 0; page < PAGES && current.location().isEmpty(); page++) {
            HtmlForm form =
                    HtmlForm.with("prompt", current.page(), current.uri()).orElseThrow();
            HtmlForm filled = form.has("login") ? form.fill("login", user).fill("password", "any password") : form;
            current = browser.follow(browser.submit(filled), redirectUri);
        }
        return current.location().orElseThrow();
    }

    /** It lives as long as its standard input is open. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit()
                .orTimeout(10, TimeUnit.SECONDS)
                .exceptionally(late -> process.destroyForcibly())
                .join();
    }
}
