package dev.tributary.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.Tributary;
import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.Site;
import dev.tributary.gateway.audit.Lines;
import dev.tributary.gateway.config.Allowance;
import dev.tributary.gateway.config.AppConfig;
import dev.tributary.gateway.http.Incoming;
import dev.tributary.gateway.identity.Identity;
import dev.tributary.model.Account;
import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import dev.tributary.model.TokenPair;
import dev.tributary.store.MemoryStore;
import dev.tributary.store.StoredConnection;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PagingTest {

    private static final URI WIKI = URI.create("http://localhost:8090");
    private static final AppConfig PORTAL = new AppConfig(
            "portal", List.of(), Set.of("wiki"), Set.of(), Set.of(), Map.of(), null, AppConfig.Paths.USUAL);

    private static final Identity ASKING = new Identity(PORTAL, Allowance.of(Set.of(), false), null);

    private final MemoryStore store = new MemoryStore();

    @AutoClose
    private final Tributary tributary = Tributary.builder()
            .site(Site.dataCenter(
                    "wiki", WIKI, new ClientRegistration("gateway", Secret.of("secret"), WIKI, List.of())))
            .store(store)
            .build();

    private final ConnectionApi connections = new ConnectionApi(tributary.connections(), new Lines().audit());

    @Test
    void following_the_cursor_shows_every_connection_once_and_none_of_others() {
        for (int i = 0; i < 250; i++) {
            add("portal", "user-" + i);
            add("stranger", "user-" + i);
        }

        List<String> seen = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = page(cursor.isEmpty() ? "" : "cursor=" + cursor);
            page.path("connections").forEach(each -> seen.add(each.path("user").asString()));
            sizes.add(page.path("connections").size());
            cursor = page.path("cursor").asString("");
        } while (!cursor.isEmpty() && sizes.size() < 10);

        assertThat(sizes).containsExactly(100, 100, 50);
        assertThat(seen).hasSize(250);
        assertThat(new HashSet<>(seen)).hasSize(250);
    }

    @Test
    void a_last_page_that_is_full_leads_to_no_empty_one() {
        for (int i = 0; i < 100; i++) {
            add("portal", "user-" + i);
        }

        assertThat(page("").path("connections")).hasSize(100);
        assertThat(page("").has("cursor")).isFalse();
    }

    @Test
    void whoever_has_to_connect_again_before_an_instant_is_listed_with_that_end() {
        add("portal", "kept alive");
        add("portal", "ends in January", Instant.parse("2027-01-31T12:00:00Z"));
        add("portal", "ends in March", Instant.parse("2027-03-31T12:00:00Z"));
        add("stranger", "ends in January", Instant.parse("2027-01-31T12:00:00Z"));

        JsonNode found = page("endsBefore=2027-02-01T00:00:00Z").path("connections");

        assertThat(found).hasSize(1);
        assertThat(found.path(0).path("user").asString()).isEqualTo("ends in January");
        assertThat(found.path(0).path("endsAt").asString()).isEqualTo("2027-01-31T12:00:00Z");
        assertThat(page("endsBefore=2027-01-31T12:00:00Z").path("connections")).isEmpty();
        assertThat(page("endsBefore=2027-04-01T00:00:00%2B02:00").path("connections"))
                .hasSize(2);
    }

    private JsonNode page(String query) {
        return JsonMapper.shared()
                .readTree(connections
                        .list(ASKING, new Incoming("", query, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(), ""))
                        .body()
                        .getBytes());
    }

    private void add(String app, String user) {
        add(app, user, null);
    }

    private void add(String app, String user, @Nullable Instant end) {
        Connection connection = new Connection(
                ConnectionId.random(),
                new Owner(app, user),
                "wiki",
                WIKI,
                Connection.Kind.OAUTH,
                new Account("key", "name", "Name"),
                List.of("WRITE"),
                new Connection.State(Connection.Status.ACTIVE, null, 1, 1),
                new Connection.Dates(Instant.EPOCH, Instant.EPOCH, null, null, end));
        TokenPair tokens = new TokenPair(Secret.of("access"), Secret.of("refresh"), null, null, null);
        store.insert(new StoredConnection(connection, tokens));
    }
}
