package dev.tributary.gateway.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.evidence.Evidence;
import dev.tributary.evidence.RequiredProgram;
import dev.tributary.simulator.browser.Exchange;
import dev.tributary.simulator.browser.HtmlForm;
import dev.tributary.simulator.browser.SimulatedBrowser;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An OpenID provider by others, in a process of its own: oidc-provider from npm. */
final class OpenIdProvider {

    private static final Path PACKAGES = Path.of("..", "core", "src", "test", "node");
    private static final Path SOURCE = Path.of("src", "test", "node");
    private static final Path WORK = Evidence.workplace("node");
    private static final String REMEDY = "Install Node.js 20 and npm, to try the console with a foreign issuer.";
    private static final int PAGES = 6;

    private final Process process;

    private OpenIdProvider(Process process) {
        this.process = process;
    }

    /** Starts one that sends browsers back there only. Skips the test without Node, except in CI. */
    static OpenIdProvider start(int port, URI redirectUri) throws Exception {
        RequiredProgram.check("node", REMEDY);
        RequiredProgram.check("npm", REMEDY);
        install();
        Process process = new ProcessBuilder(
                        "node", "openid-provider.mjs", String.valueOf(port), redirectUri.toString())
                .directory(WORK.toFile())
                .redirectError(WORK.resolve("provider.log").toFile())
                .start();
        BufferedReader said = process.inputReader(UTF_8);
        String line = CompletableFuture.supplyAsync(
                        () -> said.lines().findFirst().orElse(""))
                .get(60, TimeUnit.SECONDS);
        assertThat(line)
                .as("the provider's first line; %s says more", WORK.resolve("provider.log"))
                .isEqualTo("ready");
        return new OpenIdProvider(process);
    }

    /** Logs in under a name, consents, and returns where the browser is sent then. */
    URI approve(URI authorize, String user, String backTo) {
        SimulatedBrowser browser = new SimulatedBrowser(user, "any password");
        Exchange current = browser.follow(browser.get(authorize), backTo);
        for (int page = 0; page < PAGES && current.location().isEmpty(); page++) {
            HtmlForm form =
                    HtmlForm.with("prompt", current.page(), current.uri()).orElseThrow();
            HtmlForm filled = form.has("login") ? form.fill("login", user).fill("password", "any password") : form;
            current = browser.follow(browser.submit(filled), backTo);
        }
        return current.location().orElseThrow();
    }

    private static void install() throws IOException, InterruptedException {
        Files.createDirectories(WORK);
        for (Path file : List.of(
                PACKAGES.resolve("package.json"),
                PACKAGES.resolve("package-lock.json"),
                PACKAGES.resolve(".npmrc"),
                SOURCE.resolve("openid-provider.mjs"))) {
            if (Files.exists(file)) {
                Files.copy(file, WORK.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path log = WORK.resolve("install.log");
        Process npm = new ProcessBuilder("npm", "ci", "--ignore-scripts")
                .directory(WORK.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = npm.waitFor(180, TimeUnit.SECONDS);
        npm.destroyForcibly();
        assertThat(ended && npm.exitValue() == 0)
                .as("npm ci said: %s", Files.readString(log))
                .isTrue();
    }

    /** Ends the process: it lives as long as its standard input is open. */
    void stop() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
