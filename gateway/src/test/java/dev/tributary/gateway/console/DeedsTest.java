package dev.tributary.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.GatewayWorld;
import dev.tributary.gateway.LogLines;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Whatever is done in the console is somebody's deed, in the audit as in its log. */
@SuppressWarnings("NullAway.Init")
class DeedsTest {

    /** Besides these the audit alone says who disconnected. */
    private static final List<String> DEEDS = List.of(
            "connection.ended",
            "connection.renewal_asked",
            "console.doctor_run",
            "console.entered",
            "console.left",
            "console.site_tried",
            "key.minted",
            "key.revoked");

    private static final Pattern REVOCATION = Pattern.compile("href=\"(/console/revoke/[0-9a-f]{12})\"");

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    private GatewayWorld world;

    @BeforeEach
    void start() {
        world = Desk.world(confluence, directory);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void each_names_the_administrator_in_the_audit_and_in_the_log() {
        String id = world.connect("alice").path("id").asString();
        try (LogLines log = LogLines.of("dev.tributary.gateway.audit")) {
            doEverything(id);

            Map<String, String> lines = new TreeMap<>();
            log.written().forEach(line -> lines.put(line.substring(0, line.indexOf(' ')), line));
            assertThat(lines.keySet()).containsAll(DEEDS);
            assertThat(DEEDS)
                    .allSatisfy(deed -> assertThat(lines.get(deed))
                            .contains("actor=\"administrator\" actorName=\"key:operator/", "from=\"127.0.0.1\""));
        }
        assertThat(Stream.concat(DEEDS.stream(), Stream.of("connection.disconnected")))
                .allSatisfy(deed -> {
                    JsonNode entry = newest(deed);
                    assertThat(entry.path("by").asString()).as(deed).isEqualTo("administrator");
                    assertThat(entry.path("byName").asString()).as(deed).startsWith("key:operator/");
                });
    }

    private JsonNode newest(String event) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> GatewayWorld.json(world.ask("operator", "GET", "/v1/audit?order=newest&event=" + event))
                                .path("entries")
                                .path(0),
                        entry -> !entry.isMissingNode());
    }

    private void doEverything(String id) {
        Desk desk = Desk.of(world, "operator");
        desk.post("/console/renew/" + id, Map.of());
        desk.post("/console/disconnect/" + id, Map.of());
        desk.post("/console/mint/portal", Map.of("right-connect", "on"));
        Matcher revocation = REVOCATION.matcher(desk.get("/console/apps").body());
        assertThat(revocation.find()).isTrue();
        desk.post(revocation.group(1), Map.of());
        desk.post("/console/doctor", Map.of());
        desk.post(
                "/console/sites",
                Map.of("name", "tried", "baseUrl", confluence.baseUrl().toString(), "permission", "WRITE"));
        desk.post("/console/sign-out", Map.of());
    }
}
