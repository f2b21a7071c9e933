package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.ConfluenceSimulator;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class JourneyTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void an_application_connects_its_user_calls_as_that_user_and_disconnects() {
        try (ConfluenceSimulator confluence = ConfluenceSimulator.dataCenter().start();
                GatewayWorld world = new GatewayWorld(confluence, directory.resolve("state"))) {
            JsonNode connection = world.connect("alice");
            assertThat(connection.path("account").path("username").asString()).isEqualTo("alice");

            assertThat(world.call("portal", "alice", "/rest/api/user/current").body())
                    .contains("\"alice\"");

            var ended = world.ask(
                    "portal",
                    "DELETE",
                    "/v1/connections/" + connection.path("id").asString());
            assertThat(ended.statusCode()).isEqualTo(200);
            assertThat(GatewayWorld.json(ended).path("revocation").asString()).isEqualTo("REVOKED");
            assertThat(confluence.grants().all()).noneMatch(grant -> grant.live());
            assertThat(world.call("portal", "alice", "/rest/api/user/current").statusCode())
                    .isEqualTo(409);
        }
    }
}
