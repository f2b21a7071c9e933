package dev.tributary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.deployment.AccountFields;
import dev.tributary.deployment.ClientProof;
import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.DataCenter;
import dev.tributary.deployment.Dialect;
import dev.tributary.deployment.Endpoints;
import dev.tributary.deployment.OAuthServer;
import dev.tributary.deployment.Site;
import dev.tributary.evidence.Evidence;
import dev.tributary.evidence.RequiredProgram;
import dev.tributary.model.Secret;
import dev.tributary.simulator.browser.Exchange;
import dev.tributary.simulator.browser.HtmlForm;
import dev.tributary.simulator.browser.SimulatedBrowser;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An authorization server by others, in a process of its own: oidc-provider from npm, with its endpoints as those of a site. */
final class ForeignServer {

    private static final Path SOURCE = Path.of("src", "test", "node");
    private static final Path WORK = Evidence.workplace("node");
    private static final String REDIRECT = "http://localhost:8080/callback";
    private static final String REMEDY = "Install Node.js 20 and npm, to try the library against a foreign server.";
    private static final int PAGES = 5;

    private final Process process;
    private final JsonNode said;

    private ForeignServer(Process process, JsonNode said) {
        this.process = process;
        this.said = said;
    }

    /** Starts one whose access tokens live for so many seconds. Skips the test without Node, except in CI. */
    static ForeignServer start(int accessTokenSeconds) throws Exception {
        RequiredProgram.check("node", REMEDY);
        RequiredProgram.check("npm", REMEDY);
        install();
        Process process = new ProcessBuilder(
                        "node", "authorization-server.mjs", REDIRECT, String.valueOf(accessTokenSeconds))
                .directory(WORK.toFile())
                .redirectError(WORK.resolve("server.log").toFile())
                .start();
        try {
            return new ForeignServer(process, firstLine(process));
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** The server as a site that speaks of accounts as Confluence does, and of itself in callbacks as RFC 9207 wants it. */
    Site site() {
        return site(said);
    }

    /** The server as what it is, at which nobody is asked whose a token is. */
    Site oauth(ClientProof proof) {
        URI redirect = URI.create(REDIRECT);
        String id = said.path("clientId").asString();
        Secret secret = Secret.of(said.path("clientSecret").asString());
        List<String> scopes = List.of("WRITE");
        ClientRegistration registration = switch (proof) {
            case POST -> new ClientRegistration(id, secret, redirect, scopes);
            case BASIC -> new ClientRegistration(id + "-basic", secret, redirect, scopes);
            case NONE -> ClientRegistration.withoutSecret(id + "-public", redirect, scopes);
        };
        return Site.oauth(
                "foreign",
                OAuthServer.at(uri(said, "authorize"), uri(said, "token"), uri(said, "revoke"), proof),
                registration);
    }

    /** What it says of itself, in one line, from which other processes know the site. */
    String said() {
        return said.toString();
    }

    static Site site(JsonNode said) {
        String issuer = said.path("issuer").asString();
        Endpoints endpoints = new Endpoints(
                uri(said, "authorize"), uri(said, "token"), uri(said, "revoke"), uri(said, "whoAmI"), null);
        Dialect dialect = new Dialect(issuer, AccountFields.CONFLUENCE, List.of("READ", "WRITE"), true, Duration.ZERO);
        ClientRegistration registration = new ClientRegistration(
                said.path("clientId").asString(),
                Secret.of(said.path("clientSecret").asString()),
                URI.create(REDIRECT),
                List.of("WRITE"));
        return new Site("foreign", new DataCenter(URI.create(issuer), endpoints, dialect), registration);
    }

    /** A small user agent: logs in under that name, consents, and returns what arrives at the redirect URI. */
    URI approve(URI authorize, String user) {
        SimulatedBrowser browser = new SimulatedBrowser(user, "any password");
        Exchange current = browser.follow(browser.get(authorize), REDIRECT);
        for (int page = 0; page < PAGES && current.location().isEmpty(); page++) {
            HtmlForm form =
                    HtmlForm.with("prompt", current.page(), current.uri()).orElseThrow();
            HtmlForm filled = form.has("login") ? form.fill("login", user).fill("password", "any password") : form;
            current = browser.follow(browser.submit(filled), REDIRECT);
        }
        return current.location().orElseThrow();
    }

    /** What the server has seen. */
    JsonNode events() {
        SimulatedBrowser browser = new SimulatedBrowser("nobody", "");
        return JsonMapper.shared().readTree(browser.get(uri(said, "events")).page());
    }

    /** Ends the process: it lives as long as its standard input is open. */
    void stop() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private static URI uri(JsonNode said, String name) {
        return URI.create(said.path(name).asString());
    }

    private static JsonNode firstLine(Process process) throws Exception {
        BufferedReader reader = process.inputReader(UTF_8);
        String line = CompletableFuture.supplyAsync(() -> read(reader)).get(60, TimeUnit.SECONDS);
        assertThat(line)
                .as("the server's first line; %s says more", WORK.resolve("server.log"))
                .startsWith("{");
        return JsonMapper.shared().readTree(line);
    }

    private static String read(BufferedReader reader) {
        return reader.lines().findFirst().orElse("");
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
}
