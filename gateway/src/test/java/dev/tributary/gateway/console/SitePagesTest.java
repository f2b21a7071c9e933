package dev.tributary.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tributary.gateway.GatewayWorld;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Registering a site with the console's help, which must not become a way into the network; and the doctor's page. */
@SuppressWarnings("NullAway.Init")
class SitePagesTest {

    private static final Pattern YAML = Pattern.compile("(?s)<pre[^>]*><code>(.*?)</code>");

    @StartConfluence
    static ConfluenceSimulator confluence;

    @TempDir
    static Path directory;

    private static GatewayWorld world;
    private static Desk desk;

    @BeforeAll
    static void start() {
        world = Desk.world(confluence, directory);
        desk = Desk.of(world, "operator");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void a_site_is_tried_explained_and_written_as_a_configuration_that_is_read() {
        Map<String, String> first =
                Map.of("name", "new-wiki", "baseUrl", confluence.baseUrl().toString(), "permission", "READ");
        String steps = desk.post("/console/sites", first).body();
        assertThat(steps)
                .contains("Confluence ", " is there.", "External application", "Incoming")
                .contains("<code>" + world.uri("/callback/new-wiki") + "</code>", "<code>Read</code>");

        Matcher yaml = YAML.matcher(desk.post(
                        "/console/sites",
                        Map.of(
                                "name", "new-wiki",
                                "baseUrl", confluence.baseUrl().toString(),
                                "permission", "READ",
                                "clientId", "abc-123"))
                .body());
        assertThat(yaml.find()).isTrue();
        String written = yaml.group(1).replace("&quot;", "\"").replace("&#34;", "\"");
        GatewayConfig read = GatewayConfig.parse(
                "publicUrl: http://localhost:1\n" + written
                        + "apps: { a: { keys: [\"${KEY}\"], sites: [new-wiki], rights: [proxy] } }\n",
                directory,
                Map.of("NEW_WIKI_SECRET", "a-secret", "KEY", GatewayWorld.key("a")));
        assertThat(read.sites().get(0).client().id()).isEqualTo("abc-123");
        assertThat(read.sites().get(0).deployment().baseUrl()).isEqualTo(confluence.baseUrl());
    }

    @Tag("C31")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254",
                "http://169.254.169.254/latest/meta-data",
                "http://[fe80::1]",
                "http://[fd00:ec2::254]",
                "http://[::ffff:169.254.169.254]",
                "http://[64:ff9b::a9fe:a9fe]",
                "http://0.0.0.0:80",
                "http://224.0.0.1",
                "http://168.63.129.16"
            })
    void addresses_by_which_clouds_tell_secrets_are_not_asked(String baseUrl) {
        assertThat(tried(baseUrl)).contains("This address is not asked");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "gopher://localhost",
                "https://user@localhost",
                "http://localhost/x?y",
                "http://localhost/../x",
                "http://localhost/%2e%2e",
                "javascript:alert(1)",
                ""
            })
    void only_plain_web_addresses_are_asked(String baseUrl) {
        assertThat(tried(baseUrl)).contains("The base URL is an http or https URL");
    }

    @Tag("C31")
    @ParameterizedTest
    @CsvSource({
        "302, '', Somebody answers there",
        "500, secret-of-an-internal-service, Somebody answers there",
        "200, secret-of-an-internal-service, Somebody answers there",
        "200, '{\"typeId\":\"jira\",\"version\":\"10.1\"}', 'There is &#39;jira&#39;'",
        "200, '{\"typeId\":\"<b>secret-of</b>\"}', Somebody answers there",
        "200, '{\"typeId\":\"confluence\",\"version\":\"7.16.2\"}', which has no OAuth 2.0 provider",
        "200, '{\"typeId\":\"confluence\",\"version\":\"<b>9</b>\"}', It does not say which version"
    })
    void of_an_answer_nothing_is_shown_but_product_and_version_and_one_path_alone_is_asked(
            int status, String body, String shown) throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            String page = tried("http://127.0.0.1:" + server.getAddress().getPort() + "/wiki");
            assertThat(page.replace("'", "&#39;")).contains(shown).doesNotContain("secret-of", "<b>");
            assertThat(asked).containsExactly("GET /wiki/rest/applinks/1.0/manifest");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_site_is_tried_from_our_own_form_only() {
        HttpResponse<String> answer = desk.post(
                "/console/sites",
                "",
                Map.of("name", "x", "baseUrl", confluence.baseUrl().toString()));
        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void the_doctor_runs_by_itself_and_its_findings_are_on_its_page_and_the_first_one() {
        assertThat(desk.get("/console/doctor").body()).contains("It has not run from here yet");
        assertThat(desk.post("/console/doctor", Map.of()).statusCode()).isEqualTo(303);

        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(
                        () -> desk.get("/console/doctor/progress").body(),
                        page -> page.contains("below.") || page.contains("Nothing needs"));
        assertThat(desk.get("/console/doctor").body())
                .contains("<strong>client</strong>", "<strong>database</strong>", "Well", "Remedy:")
                .doesNotContain("secret-of-the-gateway");
        assertThat(desk.get("/console/").body()).contains("Examined").doesNotContain("Not examined");
    }

    private static String tried(String baseUrl) {
        return desk.post("/console/sites", Map.of("name", "tried", "baseUrl", baseUrl, "permission", "WRITE"))
                .body();
    }
}
