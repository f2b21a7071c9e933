package com.example.wiki;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.Decision;
import dev.tributary.simulator.browser.Exchange;
import dev.tributary.simulator.browser.HtmlForm;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.simulator.oauth.Client;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** The way of an application from plain Spring Security to the bridge, with users who are connected already. */
class MigrationTest {

    private static final String CONNECTED = "\"alice\"";
    private static final String TRIBUTARY = "dev/tributary";

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    private int port;
    private List<String> arguments;

    @BeforeEach
    void register() {
        port = ThreadLocalRandom.current().nextInt(10_000, 20_000);
        String callback = "http://localhost:" + port + "/authorized/wiki";
        confluence.clients().register(Client.of("reader", "reader-secret", callback));
        arguments = List.of("--wiki.url=" + confluence.baseUrl());
    }

    @Test
    void the_diff_is_all_it_takes_and_users_stay_connected() throws Exception {
        try (Running before = start(plain(), arguments).ready()) {
            assertThat(connect(before).page()).contains(CONNECTED);
        }
        String after = patched();
        try (Running importing = start(after, with("--tributary.bridge.import.run=true"))) {
            assertThat(importing.exitCode()).as(importing.output()).isZero();
        }
        confluence.requests().clear();

        try (Running bridged = start(after, arguments).ready()) {
            Exchange home = signIn(bridged, new SimulatedBrowser("alice", "alice"));
            assertThat(home.page()).as("without another consent").contains(CONNECTED);
            assertThat(confluence.requests().of("GET", "/rest/oauth2/latest/authorize"))
                    .isEmpty();
        }
    }

    @Test
    void after_the_diff_new_users_connect_as_they_did_and_prove_their_codes() throws Exception {
        try (Running bridged = start(patched(), arguments).ready()) {
            assertThat(connect(bridged).page()).contains(CONNECTED);
        }
        assertThat(confluence.requests().of("POST", "/rest/oauth2/latest/token"))
                .singleElement()
                .satisfies(request -> assertThat(request.body()).contains("code_verifier="));
    }

    private static Exchange connect(Running application) {
        SimulatedBrowser browser = new SimulatedBrowser("alice", "alice");
        Exchange sent = signIn(application, browser);
        URI callback = browser.walk(
                sent, Decision.APPROVE, application.address("/authorized/").toString());
        return browser.follow(browser.get(callback), "-");
    }

    /** Returns where that leads: the page, or Confluence's login. */
    private static Exchange signIn(Running application, SimulatedBrowser browser) {
        Exchange login = browser.follow(browser.get(application.address("/")), "-");
        HtmlForm form = HtmlForm.with("username", login.page(), login.uri()).orElseThrow();
        return browser.follow(browser.submit(form.fill("username", "ann").fill("password", "ann")), "-");
    }

    private Running start(String classPath, List<String> with) throws IOException {
        return Running.start(classPath, directory, port, with);
    }

    private List<String> with(String one) {
        return Stream.concat(arguments.stream(), Stream.of(one)).toList();
    }

    /** The application as the build compiled it, on a class path without anything of Tributary's. */
    private static String plain() {
        List<Path> others =
                libraries().filter(entry -> !isOfTributary(entry)).toList();
        assertThat(libraries()).as("what tells them apart").hasSizeGreaterThan(others.size());
        return join(Stream.of(own()), others.stream());
    }

    private static boolean isOfTributary(Path entry) {
        if (Files.isDirectory(entry)) {
            return Files.exists(entry.resolve(TRIBUTARY));
        }
        try (JarFile jar = new JarFile(entry.toFile())) {
            return jar.stream().anyMatch(file -> file.getName().startsWith(TRIBUTARY));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The application after the diff, compiled; its class path is that of these tests, which has the starter. */
    private String patched() throws IOException {
        Path project = directory.resolve("after");
        FileSystemUtils.copyRecursively(Path.of("src/main"), project.resolve("src/main"));
        Files.copy(Path.of("pom.xml"), project.resolve("pom.xml"));
        Patch.apply(Path.of("bridge.diff"), project);
        assertThat(project.resolve("pom.xml")).content().contains("<artifactId>tributary-spring-boot-starter</artifactId>");

        Path classes = project.resolve("target/classes");
        String classPath = join(libraries());
        String[] sources = sources(project);
        List<String> options = List.of("-proc:none", "-parameters", "-cp", classPath, "-d", classes.toString());
        int faults = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, Stream.concat(options.stream(), Stream.of(sources))
                        .toArray(String[]::new));
        assertThat(faults).as("the compiler's exit code").isZero();
        return join(Stream.of(classes, project.resolve("src/main/resources")), libraries());
    }

    private static String[] sources(Path project) throws IOException {
        try (Stream<Path> files = Files.walk(project)) {
            return files.map(Path::toString).filter(name -> name.endsWith(".java")).toArray(String[]::new);
        }
    }

    private static Path own() {
        return Path.of("target/classes").toAbsolutePath();
    }

    private static Stream<Path> libraries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath())
                .filter(entry -> !entry.equals(own()) && !entry.endsWith("test-classes"));
    }

    @SafeVarargs
    private static String join(Stream<Path>... parts) {
        return String.join(
                File.pathSeparator,
                Stream.of(parts).flatMap(part -> part).map(Path::toString).toList());
    }
}
