package dev.tributary.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.GatewayWorld;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.simulator.oauth.Revocation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections are found, shown, renewed and ended in the console, and counted on its first page. */
@SuppressWarnings("NullAway.Init")
class ConnectionPagesTest {

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
    void connections_are_found_by_app_user_site_and_status() {
        world.connect("alice");
        world.connect("bob");

        assertThat(found("")).contains(">alice<", ">bob<");
        assertThat(found("?user=alice")).contains(">alice<").doesNotContain(">bob<");
        assertThat(found("?app=portal&site=wiki&status=ACTIVE&user=&ends=")).contains(">alice<", ">bob<");
        assertThat(found("?app=stranger")).contains("No connection");
        assertThat(found("?site=other")).contains("No connection");
        assertThat(found("?status=DISCONNECTED")).contains("No connection");
        assertThat(found("?status=nonsense")).contains("There is no such status");
        assertThat(found("?ends=yesterday")).contains("Write a day");
    }

    @Test
    void a_part_of_the_user_s_id_or_of_the_account_s_name_is_enough() {
        world.connect("alice");
        world.connect("bob");

        assertThat(found("?user=LIC")).contains(">alice<").doesNotContain(">bob<");
        assertThat(found("?user=arroyo&app=portal")).contains(">alice<").doesNotContain(">bob<");
        assertThat(found("?user=b")).contains(">bob<").doesNotContain(">alice<", "were looked through");
        assertThat(found("?user=lic&status=DISCONNECTED")).contains("No connection");
    }

    @Test
    void a_part_that_a_search_asks_for_is_the_list_alone() {
        world.connect("alice");
        String part = desk.get("/console/connections?user=alice", "HX-Request", "true")
                .body();
        assertThat(part).contains(">alice<").doesNotContain("<html", "<form");
    }

    @Test
    void renewing_now_brings_a_new_generation_with_one_token_request() {
        String id = world.connect("alice").path("id").asString();
        int before = world.tokenRequests();

        assertThat(desk.post("/console/renew/" + id, Map.of()).body()).contains("Renewed.");
        assertThat(world.tokenRequests()).isEqualTo(before + 1);
        assertThat(desk.get("/console/connections/" + id).body()).containsPattern("Generation</dt><dd>2<");
        assertThat(world.call("portal", "alice", "/rest/api/user/current").statusCode())
                .isEqualTo(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(desk.get("/console/figures").body())
                        .contains("Renewals in the last 60 minutes: 1,", "Users connected in the last 60 minutes: 1,"));
    }

    @Test
    void a_grant_that_was_revoked_at_confluence_shows_when_it_is_renewed_and_is_counted_as_ending() {
        String id = world.connect("alice").path("id").asString();
        confluence.grants().revoke(new Revocation(null, null, null, Revocation.Kind.GRANT));

        assertThat(desk.post("/console/renew/" + id, Map.of()).body()).contains("has to connect again");
        assertThat(found("?status=RECONNECT_REQUIRED")).contains(">alice<", "Reconnect required");
        assertThat(desk.get("/console/").body()).contains("<strong>1</strong> user must reconnect before");
    }

    @Test
    void disconnecting_asks_first_erases_the_tokens_and_revokes_the_grant() {
        String id = world.connect("alice").path("id").asString();
        assertThat(desk.get("/console/disconnect/" + id).body()).contains("Disconnect alice?");
        assertThat(world.liveGrants()).isEqualTo(1);

        assertThat(desk.post("/console/disconnect/" + id, Map.of()).body())
                .contains("Confluence has revoked the grant");
        assertThat(world.liveGrants()).isZero();
        assertThat(desk.get("/console/connections/" + id).body()).doesNotContain("Renew now", "Disconnect…");
    }

    @Test
    void the_audit_names_the_administrator_and_finds_what_was_done_to_one_connection() {
        String id = world.connect("alice").path("id").asString();
        world.connect("bob");
        desk.post("/console/disconnect/" + id, Map.of());

        assertThat(desk.get("/console/audit?connection=" + id).body())
                .contains("connection.ended", "administrator key:operator/", "alice of portal at wiki")
                .doesNotContain("bob");
        assertThat(desk.get("/console/audit?event=connection.ended").body())
                .contains("revocation: REVOKED")
                .doesNotContain("link.made");
    }

    @Test
    void the_first_page_shows_each_site_with_its_connections() {
        world.connect("alice");
        assertThat(desk.get("/console/").body())
                .contains(">wiki<", ">other<", "Not examined", "site=wiki&amp;status=ACTIVE\">1</a>");
    }

    private String found(String query) {
        return desk.get("/console/connections" + query).body();
    }
}
