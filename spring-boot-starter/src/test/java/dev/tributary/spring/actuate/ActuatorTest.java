package dev.tributary.spring.actuate;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.simulator.oauth.GrantView;
import dev.tributary.simulator.oauth.Revocation;
import dev.tributary.simulator.oauth.Revocation.Kind;
import dev.tributary.spring.Portal;
import dev.tributary.spring.Visitor;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ActuatorTest {

    private static final String REGISTRATION = "spring.security.oauth2.client.registration.other.";

    private static ConfluenceSimulator confluence;
    private static Portal portal;
    private static Visitor ann;

    @BeforeAll
    static void start(@TempDir Path directory) {
        confluence = ConfluenceSimulator.of(Edition.DATA_CENTER).start();
        portal = Portal.start(
                confluence,
                directory,
                Map.ofEntries(
                        entry("WIKI_SECRET", "portal-secret"),
                        entry("tributary.sites.wiki.client-secret", "${WIKI_SECRET}"),
                        entry("OTHER_SECRET", "registration-secret"),
                        entry(REGISTRATION + "client-id", "id"),
                        entry(REGISTRATION + "client-secret", "${OTHER_SECRET}"),
                        entry(REGISTRATION + "authorization-grant-type", "client_credentials"),
                        entry("spring.security.oauth2.client.provider.other.token-uri", "http://localhost/token"),
                        entry("management.endpoints.web.exposure.include", "*"),
                        entry("management.endpoint.health.show-details", "always"),
                        entry("management.endpoint.env.show-values", "always"),
                        entry("management.endpoint.configprops.show-values", "always")));
        ann = portal.signedIn("ann");
        portal.connect(ann, "alice");
    }

    @AfterAll
    static void stop() {
        portal.close();
        confluence.close();
    }

    private static JsonNode json(String path) {
        return JsonMapper.shared().readTree(ann.ask(path).body());
    }

    @Test
    void health_says_that_the_store_answers() {
        assertThat(json("/actuator/health")
                        .path("components")
                        .path("confluence")
                        .path("status")
                        .asString())
                .isEqualTo("UP");
    }

    @Test
    void the_endpoint_shows_connections_without_their_tokens() {
        String text = ann.ask("/actuator/confluence?user=ann").body();

        JsonNode one = JsonMapper.shared().readTree(text).path("connections").path(0);
        assertThat(one.path("user").asString()).isEqualTo("ann");
        assertThat(one.path("account").asString()).isEqualTo("alice");
        assertThat(one.path("endInSight").asBoolean(true)).isFalse();
        GrantView grant = confluence.grants().all().stream()
                .filter(each -> each.user().equals("alice"))
                .findFirst()
                .orElseThrow();
        assertThat(grant.accessTokens()).isNotEmpty().noneMatch(text::contains);
        assertThat(grant.refreshTokens()).isNotEmpty().noneMatch(text::contains);
        assertThat(json("/actuator/confluence?user=nobody").path("connections")).isEmpty();
        assertThat(json("/actuator/confluence?status=DISCONNECTED").path("connections"))
                .isEmpty();
    }

    @Test
    void the_endpoint_shows_who_has_to_connect_again() {
        Visitor ben = portal.signedIn("ben");
        portal.connect(ben, "bob");
        assertThat(json("/actuator/confluence?ending=true").path("connections")).isEmpty();
        confluence.grants().revoke(Revocation.of("bob", Kind.GRANT));
        assertThat(ben.ask("/me").statusCode()).isEqualTo(409);

        JsonNode ending = json("/actuator/confluence?ending=true").path("connections");

        assertThat(ending).hasSize(1);
        assertThat(ending.path(0).path("user").asString()).isEqualTo("ben");
        assertThat(ending.path(0).path("reason").asString()).isEqualTo("GRANT_ENDED");
    }

    @Test
    void properties_are_shown_without_their_secrets_also_where_all_values_are() {
        String environment = ann.ask("/actuator/env").body();
        String properties = ann.ask("/actuator/configprops").body();

        assertThat(environment)
                .contains("tributary.sites.wiki.client-id", "tributary.sites.wiki.client-secret")
                .contains("WIKI_SECRET", "OTHER_SECRET", REGISTRATION + "client-secret");
        assertThat(properties).contains("clientId", "clientSecret", "tokenUri");
        assertThat(environment).doesNotContain("portal-secret").doesNotContain("registration-secret");
        assertThat(properties).doesNotContain("portal-secret").doesNotContain("registration-secret");
        assertThat(ann.ask("/actuator/env/WIKI_SECRET").body())
                .contains("\"property\"")
                .doesNotContain("portal-secret");
    }

    @Test
    void what_the_engine_does_is_measured() {
        MeterRegistry meters = portal.bean(MeterRegistry.class);
        ann.get("/me");

        assertThat(meters.get("tributary.token.requests")
                        .tags("site", "wiki", "grant", "authorization-code", "outcome", "issued")
                        .timer()
                        .count())
                .isPositive();
        assertThat(meters.get("tributary.token.lookups").functionCounters()).anyMatch(lookups -> lookups.count() > 0);
        assertThat(meters.get("tributary.requests")
                        .tags("method", "GET", "host", "localhost", "status", "200")
                        .timer()
                        .count())
                .isPositive();
    }
}
