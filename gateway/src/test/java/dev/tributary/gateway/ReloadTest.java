package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tributary.evidence.Evidence;
import dev.tributary.evidence.FreePort;
import dev.tributary.gateway.config.ConfigFaults;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.gateway.http.RawSocket;
import dev.tributary.model.Misconfigured;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.control.Fault;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.simulator.oauth.Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

@SuppressWarnings("NullAway.Init")
class ReloadTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String WHOAMI = "/rest/api/user/current";

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    /** Not kept, unlike the other: its files are secrets, and should be. */
    @TempDir(factory = TempDirFactory.Standard.class, cleanup = CleanupMode.ALWAYS)
    Path secrets;

    private final HttpClient http = HttpClient.newHttpClient();
    private Path file;
    private int management;
    private Gateway gateway;

    @BeforeEach
    void start() throws IOException {
        file = directory.resolve("tributary.yaml");
        Files.writeString(secrets.resolve("secret"), "secret-of-the-gateway\n");
        management = FreePort.next();
        write(config(""));
        gateway = Gateway.start(() -> GatewayConfig.read(file, environment()));
        confluence.clients().register(Client.of("gateway", "secret-of-the-gateway", gateway.uri() + "/callback/wiki"));
        assertThat(connect(PORTAL, "alice").statusCode()).isEqualTo(201);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private static final String PORTAL = "trib_" + "portal".concat("0123456789abcdef0123456789abcdef0123456789abcdef");
    private static final String LATER = "trib_" + "later".concat("0123456789abcdef0123456789abcdef0123456789abcdef");

    @Test
    void an_application_is_let_in_that_was_added_and_none_that_was_taken_out() throws IOException {
        assertThat(connect(LATER, "bob").statusCode()).isEqualTo(401);

        write(config(app("later", "LATER_KEY")));
        gateway.reload();
        assertThat(connect(LATER, "bob").statusCode()).isEqualTo(201);
        assertThat(call(PORTAL, "alice").statusCode())
                .as("who was there before")
                .isEqualTo(200);

        write(config(""));
        gateway.reload();
        assertThat(call(LATER, "bob").statusCode()).isEqualTo(401);
    }

    @Test
    void a_site_is_added_and_taken_out() throws IOException {
        assertThat(connect(PORTAL, "alice", "second").statusCode()).isEqualTo(404);

        write(config("").replace("sites:\n", "sites:\n" + site("second")).replace("[wiki]", "[wiki, second]"));
        gateway.reload();
        assertThat(connect(PORTAL, "alice", "second").statusCode()).isEqualTo(201);

        write(config(""));
        gateway.reload();
        assertThat(connect(PORTAL, "alice", "second").statusCode()).isEqualTo(404);
        assertThat(call(PORTAL, "alice").statusCode()).isEqualTo(200);
    }

    @Test
    void a_fault_is_reported_and_what_was_in_force_stays() throws IOException {
        write(config(app("later", "LATER_KEY")).replace("rights: [connect, proxy", "rights: [conect, proxy"));

        assertThatThrownBy(() -> gateway.reload()).isInstanceOf(ConfigFaults.class);

        assertThat(call(PORTAL, "alice").statusCode()).isEqualTo(200);
        assertThat(connect(LATER, "bob").statusCode()).isEqualTo(401);
    }

    @Test
    void a_simulator_that_was_not_said_to_be_one_keeps_everything_as_it_was() throws IOException {
        write(config(app("later", "LATER_KEY")).replace("simulator: true", "simulator: false"));

        assertThatThrownBy(() -> gateway.reload())
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("simulator");

        assertThat(connect(LATER, "bob").statusCode()).isEqualTo(401);
    }

    @Test
    void what_needs_a_restart_is_said_and_nothing_of_the_file_counts() throws IOException {
        write(config(app("later", "LATER_KEY")) + "store: { sqlite: other/tributary.db }\n");

        assertThatThrownBy(() -> gateway.reload())
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("'store' cannot be changed while the gateway runs");

        assertThat(connect(LATER, "bob").statusCode()).isEqualTo(401);
    }

    @Test
    @Tag("C27")
    void a_site_keeps_its_address_until_a_restart_because_grants_that_wait_came_from_it() throws IOException {
        try (ConfluenceSimulator elsewhere = ConfluenceSimulator.dataCenter().start()) {
            write(config("")
                    .replace(
                            confluence.baseUrl().toString(), elsewhere.baseUrl().toString()));

            assertThatThrownBy(() -> gateway.reload())
                    .isInstanceOf(Misconfigured.class)
                    .hasMessageContaining("'sites.wiki.dataCenter.baseUrl' cannot be changed while the gateway runs");

            assertThat(call(PORTAL, "alice").statusCode()).isEqualTo(200);
            assertThat(elsewhere.requests().of("GET", WHOAMI)).isEmpty();
        }
    }

    @Test
    void a_call_under_way_ends_as_it_began() throws IOException {
        confluence.faults().add(Fault.delay(Duration.ofSeconds(3)).on("GET", WHOAMI));
        CompletableFuture<HttpResponse<String>> slow = CompletableFuture.supplyAsync(() -> call(PORTAL, "alice"));
        await().atMost(LONG)
                .until(() -> gateway.meters()
                                .registry()
                                .get("tributary.calls.under.way")
                                .gauge()
                                .value()
                        == 1);

        write(config("").replace(PORTAL_KEYS, "keys: [\"${LATER_KEY}\"]"));
        gateway.reload();

        assertThat(slow.join().statusCode()).isEqualTo(200);
        assertThat(call(PORTAL, "alice").statusCode())
                .as("the key that is gone")
                .isEqualTo(401);
    }

    @Test
    void a_secret_is_read_again_from_the_file_that_a_variable_names() throws IOException {
        Files.writeString(secrets.resolve("key"), LATER + "\n");
        gateway.reload();
        assertThat(connect(LATER, "bob").statusCode()).isEqualTo(401);

        write(config(app("later", "FROM_FILE")));
        gateway.reload();
        assertThat(connect(LATER, "bob").statusCode()).isEqualTo(201);
    }

    @Test
    void operators_reload_over_the_management_listener_and_are_told_what_is_wrong() throws IOException {
        write(config(app("later", "LATER_KEY")));
        assertThat(manage("/reload", "POST").statusCode()).isEqualTo(200);
        assertThat(connect(LATER, "bob").statusCode()).isEqualTo(201);

        write(config("").replace("rights:", "rihgts:"));
        HttpResponse<String> refused = manage("/reload", "POST");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("configuration-refused", "rihgts", "rights");
        assertThat(metrics()).contains("tributary_config_reloads_total{outcome=\"done\"} 1.0");
        assertThat(metrics()).contains("tributary_config_reloads_total{outcome=\"refused\"} 1.0");
    }

    @Test
    @Tag("C32")
    void no_page_in_a_browser_reaches_the_management_listener() {
        try (RawSocket rebound = new RawSocket(management)) {
            rebound.send(RawSocket.head("GET /metrics HTTP/1.1", "Host: evil.example", "Connection: close"));
            assertThat(rebound.readToEnd()).doesNotContain("tributary_").startsWith("HTTP/1.1 421 ");
        }
        HttpResponse<String> page = send(HttpRequest.newBuilder(managed("/reload"))
                .header("Origin", "https://evil.example")
                .POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(send(HttpRequest.newBuilder(managed("/metrics")).header("Origin", "null"))
                        .statusCode())
                .isEqualTo(403);
        for (String site : List.of("cross-site", "same-site")) {
            HttpResponse<String> form = send(HttpRequest.newBuilder(managed("/reload"))
                    .header("Sec-Fetch-Site", site)
                    .POST(HttpRequest.BodyPublishers.noBody()));
            assertThat(form.statusCode()).isEqualTo(403);
            assertThat(form.body()).contains("not-for-pages");
        }
        assertThat(send(HttpRequest.newBuilder(managed("/metrics")).header("Sec-Fetch-Site", "none"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(manage("/health/ready", "GET").body()).contains("\"store\":\"up\"", "\"stopping\":false");
        assertThat(manage("/health/live", "GET").statusCode()).isEqualTo(200);
        assertThat(manage("/v1/connections", "GET").statusCode()).isEqualTo(404);
    }

    private static final String PORTAL_KEYS = "keys: [\"${PORTAL_KEY}\"]";

    private String config(String apps) {
        return "publicUrl: http://localhost:0\nmanagement: { listen: 127.0.0.1:" + management + " }\nsites:\n"
                + site("wiki") + "apps:\n" + app("portal", "PORTAL_KEY") + apps;
    }

    private String site(String id) {
        return "  " + id + ": { dataCenter: { baseUrl: \"" + confluence.baseUrl()
                + "\", clientId: gateway, clientSecret: \"${WIKI_SECRET}\" }, simulator: true }\n";
    }

    private static String app(String name, String key) {
        return "  " + name + ": { keys: [\"${" + key + "}\"], sites: [wiki],"
                + " rights: [connect, proxy, personal-access-tokens], returnUrls: [\"http://localhost:8082/back\"] }\n";
    }

    private Map<String, String> environment() {
        return Map.of(
                "WIKI_SECRET_FILE",
                secrets.resolve("secret").toString(),
                "FROM_FILE_FILE",
                secrets.resolve("key").toString(),
                "PORTAL_KEY",
                PORTAL,
                "LATER_KEY",
                LATER);
    }

    private void write(String yaml) throws IOException {
        Files.writeString(file, yaml);
    }

    private HttpResponse<String> connect(String key, String user) {
        return connect(key, user, "wiki");
    }

    private HttpResponse<String> connect(String key, String user, String site) {
        String token = confluence
                .personalTokens()
                .create(confluence.users().named(user).orElseThrow(), "made for a test", Duration.ofDays(90));
        String body = "{\"user\":\"%s\",\"site\":\"%s\",\"personalAccessToken\":\"%s\"}".formatted(user, site, token);
        return send(HttpRequest.newBuilder(URI.create(gateway.uri() + "/v1/connections"))
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> call(String key, String user) {
        return send(HttpRequest.newBuilder(URI.create(gateway.uri() + "/sites/wiki" + WHOAMI))
                .header("Authorization", "Bearer " + key)
                .header("Tributary-User", user));
    }

    private URI managed(String path) {
        return URI.create("http://127.0.0.1:" + management + path);
    }

    private HttpResponse<String> manage(String path, String method) {
        return send(HttpRequest.newBuilder(managed(path)).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    private String metrics() {
        return manage("/metrics", "GET").body();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return Evidence.answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
