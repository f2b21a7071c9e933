package dev.tributary.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.evidence.FreePort;
import dev.tributary.gateway.Gateway;
import dev.tributary.gateway.GatewayWorld;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that are minted and revoked in the console. */
@SuppressWarnings("NullAway.Init")
class KeyPagesTest {

    private static final Pattern KEY = Pattern.compile("value=\"(trib_[A-Za-z0-9_-]{43})\"");
    private static final Pattern REVOKE = Pattern.compile("href=\"(/console/revoke/[0-9a-f]{12})\"");

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    private GatewayWorld world;
    private Desk desk;

    @BeforeEach
    void start() {
        world = Desk.world(confluence, directory);
        desk = Desk.of(world, "operator");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void a_minted_key_counts_at_once_is_shown_once_and_is_kept_as_a_hash() throws Exception {
        String key = mint("stranger", Map.of("right-connect", "on", "note", "for the <b>batch</b>"));

        assertThat(list(key, world.uri("")).statusCode()).isEqualTo(200);
        assertThat(desk.get("/console/apps").body())
                .contains("for the &lt;b&gt;batch&lt;/b&gt;", "key:operator/")
                .doesNotContain(key);
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .doesNotContain(key));
        }
    }

    @Tag("C31")
    @Test
    void a_minted_key_may_no_more_than_was_chosen_and_never_what_the_configuration_alone_gives() {
        String reader = mint("stranger", Map.of("right-proxy", "on", "readOnly", "on", "right-export", "on"));

        assertThat(list(reader, world.uri("")).statusCode())
                .as("connect was not chosen")
                .isEqualTo(403);
        assertThat(world.exchange(world.uri("/oauth2/token"), reader, "grant_type=x")
                        .statusCode())
                .isIn(400, 403);
        assertThat(desk.get("/console/mint/stranger").body()).doesNotContain("export", "personal-access-tokens");
        assertThat(desk.post("/console/mint/stranger", Map.of("right-export", "on"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(desk.post("/console/mint/stranger", Map.of("right-admin", "on"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(desk.post("/console/mint/nosuch", Map.of("right-proxy", "on"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void an_app_has_two_minted_keys_at_most_so_that_one_can_replace_the_other() {
        String first = mint("portal", Map.of("right-connect", "on"));
        String second = mint("portal", Map.of("right-connect", "on"));
        assertThat(desk.post("/console/mint/portal", Map.of("right-connect", "on"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(list(first, world.uri("")).statusCode()).isEqualTo(200);
        assertThat(list(second, world.uri("")).statusCode()).isEqualTo(200);

        assertThat(desk.post(revocation(), Map.of()).statusCode()).isEqualTo(303);
        assertThat(Stream.of(first, second).map(key -> list(key, world.uri("")).statusCode()))
                .containsExactlyInAnyOrder(200, 401);
        mint("portal", Map.of("right-connect", "on"));
    }

    @Test
    void a_key_of_the_configuration_cannot_be_revoked_here() {
        assertThat(desk.get("/console/apps").body()).contains("configuration").doesNotContain("/console/revoke/");
        assertThat(desk.post("/console/revoke/000000000000", Map.of()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void the_last_use_of_a_key_is_shown_on_every_node() throws IOException {
        int port = FreePort.next();
        URI there = URI.create("http://localhost:" + port);
        try (Gateway other = world.another(port)) {
            assertThat(other.uri()).as("both are behind one address").isEqualTo(world.uri(""));
            String key = mint("portal", Map.of("right-connect", "on"));
            String id = revocation().replace("/console/revoke/", "");
            assertThat(lastUse(id)).isEqualTo("–");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> list(key, there).statusCode() == 200);

            Awaitility.await()
                    .atMost(Duration.ofSeconds(150))
                    .untilAsserted(() -> assertThat(lastUse(id)).contains("<time datetime="));
        }
        desk.post(revocation(), Map.of());
    }

    private String lastUse(String key) {
        Matcher use = Pattern.compile("(?s)<code>" + key + "</code>.*?data-label=\"Last used\">(.*?)</td>")
                .matcher(desk.get("/console/apps").body());
        assertThat(use.find()).isTrue();
        return use.group(1);
    }

    @Test
    void another_node_learns_of_a_key_and_of_its_end() throws IOException {
        int port = FreePort.next();
        URI there = URI.create("http://localhost:" + port);
        try (Gateway other = world.another(port)) {
            assertThat(other.uri()).as("both are behind one address").isEqualTo(world.uri(""));
            String key = mint("portal", Map.of("right-connect", "on"));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> list(key, there).statusCode() == 200);
            desk.post(revocation(), Map.of());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> list(key, there).statusCode() == 401);
        }
    }

    private String mint(String app, Map<String, String> form) {
        HttpResponse<String> page = desk.post("/console/mint/" + app, form);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        Matcher key = KEY.matcher(page.body());
        assertThat(key.find()).as("the key in " + page.body()).isTrue();
        return key.group(1);
    }

    private String revocation() {
        Matcher link = REVOKE.matcher(desk.get("/console/apps").body());
        assertThat(link.find()).isTrue();
        assertThat(desk.get(link.group(1)).body()).contains("Revoke the key");
        return link.group(1);
    }

    private HttpResponse<String> list(String key, URI gateway) {
        return world.send(
                HttpRequest.newBuilder(gateway.resolve("/v1/connections")).header("Authorization", "Bearer " + key));
    }
}
