package dev.tributary.gateway.console;

import static dev.tributary.gateway.GatewayWorld.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.GatewayWorld;
import dev.tributary.gateway.LogLines;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody carries a session of the console to where its key may not be shown. */
@Tag("C31")
@SuppressWarnings("NullAway.Init")
class CarriedSessionTest {

    private static final String[] NEAR = {"X-Forwarded-For", "10.1.2.3"};
    private static final String[] FAR = {"X-Forwarded-For", "203.0.113.9"};

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    private GatewayWorld world;
    private Desk desk;

    @BeforeEach
    void start() {
        world = new GatewayWorld(
                confluence, directory, Desk.KEYS + "trustedProxies: [127.0.0.1, \"::1\"]\n", """
                  operator:
                    keys: [{ key: "${OPERATOR_KEY}", from: [10.0.0.0/8] }]
                    sites: [wiki]
                    rights: [admin]
                """, Desk.keys());
        desk = new Desk(world);
        String form = Desk.token(desk.get("/console/sign-in", NEAR));
        assertThat(desk.post("/console/sign-in", form, Map.of("key", key("operator")), NEAR)
                        .statusCode())
                .isEqualTo(303);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void it_opens_no_page_there_and_its_operator_is_told() {
        assertThat(desk.get("/console/", NEAR).statusCode()).isEqualTo(200);

        try (LogLines audit = LogLines.of("dev.tributary.gateway.audit")) {
            assertThat(desk.get("/console/", FAR).statusCode()).isEqualTo(303);
            assertThat(desk.get("/console/").statusCode())
                    .as("from nobody knows where")
                    .isEqualTo(303);
            assertThat(audit.written())
                    .hasSize(2)
                    .allMatch(line -> line.startsWith("key.elsewhere") && line.contains("\"operator\""))
                    .anyMatch(line -> line.contains("203.0.113.9"));
        }
        assertThat(desk.get("/console/", NEAR).statusCode())
                .as("where it may be")
                .isEqualTo(200);
    }

    @Test
    void it_changes_nothing_there() {
        String form = Desk.token(desk.get("/console/", NEAR));

        HttpResponse<String> far = desk.post("/console/doctor", form, Map.of(), FAR);
        assertThat(far.headers().firstValue("Location")).hasValue("/console/sign-in");
        assertThat(desk.post("/console/doctor", form, Map.of(), NEAR).headers().firstValue("Location"))
                .hasValue("/console/doctor");
    }
}
