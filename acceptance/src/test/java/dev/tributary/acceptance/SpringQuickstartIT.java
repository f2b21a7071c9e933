package dev.tributary.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.browser.Decision;
import dev.tributary.simulator.browser.Exchange;
import dev.tributary.simulator.browser.HtmlForm;
import dev.tributary.simulator.browser.SimulatedBrowser;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The README's section on Spring Boot, followed to the letter but for the ports: its three files are put into an empty folder, compiled with
 * the jars that its {@code pom.xml} brings, and run against the executable's simulator.
 */
class SpringQuickstartIT {

    private static final Path PROJECT = TributaryProcess.home().resolve("examples/spring-boot-quickstart");
    private static final String JAVA = "src/main/java/com/example/Portal.java";
    private static final String PROPERTIES = "src/main/resources/application.properties";
    private static final Pattern PASSWORD = Pattern.compile("Using generated security password: (\\S+)");

    private QuickstartFolder folder;

    @BeforeEach
    void anEmptyFolder() throws IOException {
        folder = QuickstartFolder.create();
    }

    @AfterEach
    void remove() throws IOException {
        folder.close();
    }

    @Test
    void three_files_are_an_application_that_reads_Confluence_as_its_user() throws IOException {
        ReadmeSection section = ReadmeSection.of("## Use it from Spring Boot");
        assertThat(section.text()).contains("`pom.xml`", "`" + JAVA + "`", "`" + PROPERTIES + "`");
        assertThat(section.block("xml"))
                .as("the build makes the application's jar from the very pom.xml that the README shows")
                .isEqualTo(Files.readString(PROJECT.resolve("pom.xml")));
        assertThat((section.block("java") + section.block("properties")).lines())
                .as("lines of the user's code")
                .hasSizeLessThan(30);

        folder.write(JAVA, section.block("java"));
        folder.write(PROPERTIES, folder.withFreePorts(section.block("properties")));
        folder.unpackLibraries(PROJECT.resolve("target/portal-1.jar"));
        folder.compile(JAVA);
        run(section.block("sh").lines().toList());
    }

    private void run(List<String> commands) {
        String simulate = folder.withFreePorts(commands.get(0).replaceFirst("\\s+#.*", ""));
        String start = commands.get(1).replaceFirst("\\s+#.*", "");
        assertThat(simulate).startsWith("./tributary ");
        assertThat(start).isEqualTo("WIKI_SECRET=the-client-secret mvn spring-boot:run");

        try (TributaryProcess simulator = TributaryProcess.start(
                        Map.of(), simulate.substring("./tributary ".length()).split(" "));
                TributaryProcess portal =
                        folder.run("com.example.Portal", Map.of("WIKI_SECRET", "the-client-secret"))) {
            simulator.ready();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> portal.printed().contains("Started Portal") || !portal.isAlive());
            assertThat(portal.isAlive()).as(portal.printed()).isTrue();
            readPages(folder.address("/pages"), password(portal));
        }
    }

    private static String password(TributaryProcess portal) {
        return PASSWORD.matcher(portal.printed())
                .results()
                .findFirst()
                .orElseThrow(() -> new AssertionError("No password in\n" + portal.printed()))
                .group(1);
    }

    private void readPages(URI pages, String password) {
        SimulatedBrowser browser = new SimulatedBrowser("alice", "alice");
        Exchange login = browser.follow(browser.get(pages), "-");
        HtmlForm form = HtmlForm.with("username", login.page(), login.uri()).orElseThrow();
        Exchange unconnected =
                browser.follow(browser.submit(form.fill("username", "user").fill("password", password)), "-");
        assertThat(unconnected.uri().getPath()).isEqualTo("/confluence/wiki/connect");

        URI callback = browser.walk(
                browser.press(unconnected),
                Decision.APPROVE,
                folder.address("/confluence/").toString());
        Exchange connected = browser.follow(browser.get(callback), "-");
        assertThat(connected.uri().getPath()).isEqualTo("/pages");
        assertThat(connected.page()).contains("\"Quarterly Budget\"").doesNotContain("Salary Review");
    }
}
