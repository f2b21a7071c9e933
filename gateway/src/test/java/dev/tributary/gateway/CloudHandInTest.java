package dev.tributary.gateway;

import static dev.tributary.gateway.GatewayWorld.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.environment.User;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What an application hands in before Confluence Cloud: API tokens of both sorts, and its service account. */
@SuppressWarnings("NullAway.Init")
class CloudHandInTest {

    private static final String LAKES = "6f2d1c9a-3b54-4e0f-8a77-0c5e5d1a0002";
    private static final String API_HOST = "/ex/confluence/" + LAKES;
    private static final String OWN_HOST = "/site/lakes";
    private static final String[] SCOPES = {"read:confluence-user", "read:page:confluence"};
    private static final String CONFIG = """
            publicUrl: http://localhost:0
            sites:
              wiki:
                cloud:
                  clientId: gateway
                  clientSecret: "${SECRET}"
                  site: "%2$s/site/lakes"
                  cloudId: 6f2d1c9a-3b54-4e0f-8a77-0c5e5d1a0002
                  hosts: { auth: "%1$s", api: "%1$s", audience: api.atlassian.com, account: "%1$s" }
                simulator: true
            apps:
              portal:
                keys: ["${KEY}"]
                sites: [wiki]
                rights: [connect, proxy, api-tokens, service-accounts, personal-access-tokens]
                returnUrls: ["http://localhost:8082/back"]
            """;

    @TempDir
    Path directory;

    private ConfluenceSimulator confluence;
    private OneApp app;

    @BeforeEach
    void start() {
        confluence = ConfluenceSimulator.cloud().start();
        confluence.switches().set(Switch.CLIENT_CREDENTIALS, "on");
        app = app(confluence);
        confluence.requests().clear();
    }

    /** The gateway, for which the site's own host is another server. */
    private OneApp app(ConfluenceSimulator ownHost) {
        return new OneApp(confluence, directory, CONFIG.formatted(confluence.baseUrl(), ownHost.baseUrl()));
    }

    @AfterEach
    void stop() {
        app.close();
        confluence.close();
    }

    @Test
    void a_token_with_scopes_calls_the_api_host() {
        JsonNode connection = connected(made(SCOPES), null);

        assertThat(connection.path("kind").asString()).isEqualTo("API_TOKEN");
        assertThat(connection.path("account").path("id").asString()).isEqualTo(User.accountId("alice"));
        assertThat(app.call("ann", "/wiki/api/v2/pages?limit=1").statusCode()).isEqualTo(200);
        assertThat(confluence.requests().all())
                .allSatisfy(request -> assertThat(request.path()).startsWith(API_HOST));
    }

    @Test
    void a_token_that_lacks_a_scope_is_replaced_and_no_consent_is_asked_for() {
        connected(made(SCOPES), null);

        HttpResponse<String> refused = app.call("ann", "/wiki/api/v2/spaces?limit=1");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body())
                .contains("read:space:confluence", "make another token")
                .doesNotContain("connectScopes", "connect again");
    }

    @Test
    void a_token_without_scopes_calls_the_sites_own_host() {
        connected(made(), null);
        confluence.requests().clear();

        assertThat(app.call("ann", "/wiki/api/v2/pages?limit=1").statusCode()).isEqualTo(200);
        assertThat(app.call("ann", "/wiki/rest/api/content?limit=1").statusCode())
                .isEqualTo(200);
        assertThat(confluence.requests().all())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.path()).startsWith(OWN_HOST));
    }

    @Test
    void what_is_for_the_sites_own_host_is_not_sent_to_atlassians() {
        app.close();
        try (ConfluenceSimulator ownHost = ConfluenceSimulator.cloud().start()) {
            app = app(ownHost);
            User alice = ownHost.users().named("alice").orElseThrow();
            connected(ownHost.apiTokens().create(alice, Duration.ofDays(90)), null);
            confluence.requests().clear();

            assertThat(app.call("ann", "/wiki/api/v2/pages?limit=1").statusCode())
                    .isEqualTo(200);
            assertThat(ownHost.requests().of("GET", OWN_HOST + "/wiki/api/v2/pages"))
                    .hasSize(1);
            assertThat(confluence.requests().all()).isEmpty();
        }
    }

    @Test
    void an_end_that_is_said_is_kept_in_sight() {
        Instant end = confluence.clock().instant().plus(Duration.ofDays(20)).truncatedTo(ChronoUnit.SECONDS);
        connected(made(), end);

        assertThat(OneApp.json(app.get("/v1/connections?endsBefore=" + end.plusSeconds(1)))
                        .path("connections")
                        .path(0)
                        .path("endsAt")
                        .asString())
                .startsWith(end.toString().substring(0, 19));
        assertThat(OneApp.json(app.get("/v1/connections?endsBefore=" + end)).path("connections"))
                .isEmpty();
        assertThat(handIn(made(), end.plus(Duration.ofDays(500))).statusCode()).isEqualTo(400);
    }

    @Test
    void a_wrong_token_is_refused_by_its_name_and_not_repeated() {
        HttpResponse<String> answer = handIn("ATATT3x-that-is-none", null);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(problem(answer)).isEqualTo("token-refused");
        assertThat(answer.body()).contains("API token").doesNotContain("that-is-none");
    }

    @Test
    void a_token_that_cannot_name_its_user_is_too_narrow_and_counts_as_no_failure() {
        for (int i = 0; i < 6; i++) {
            assertThat(problem(handIn(made("read:page:confluence"), null))).isEqualTo("token-too-narrow");
        }
    }

    @Test
    void a_token_that_its_user_took_back_ends_the_connection_at_the_next_call() {
        connected(made(), null);
        confluence.apiTokens().revoke(confluence.users().named("alice").orElseThrow());
        confluence.requests().clear();

        for (int i = 0; i < 2; i++) {
            assertThat(problem(app.call("ann", "/wiki/api/v2/pages?limit=1"))).isEqualTo("reconnect-required");
        }
        assertThat(confluence.requests().all()).hasSize(1);
    }

    @Test
    void a_personal_access_token_is_not_for_cloud() {
        HttpResponse<String> answer = app.handIn("ann", "personalAccessToken", "a-personal-access-token");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(problem(answer)).isEqualTo("credential-not-offered");
        assertThat(confluence.requests().all()).isEmpty();
    }

    @Test
    void a_service_account_is_called_for_at_the_site_that_is_named() {
        HttpResponse<String> answer = app.handIn("robot", "serviceAccount", true);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(app.call("robot", "/wiki/api/v2/pages?limit=1").statusCode()).isEqualTo(200);
        confluence.clock().advance(Duration.ofMinutes(61));
        assertThat(app.call("robot", "/wiki/api/v2/pages?limit=1").statusCode()).isEqualTo(200);
        assertThat(confluence.requests().of("GET", API_HOST + "/wiki/api/v2/pages"))
                .hasSize(2);
        assertThat(confluence.requests().of("POST", "/oauth/token")).hasSize(2);
    }

    @Test
    void the_scopes_of_a_service_account_are_chosen_at_atlassian() {
        HttpResponse<String> answer =
                app.handIn("robot", Map.of("serviceAccount", true, "scopes", List.of("read:page:confluence")));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("the scopes of its registration");
    }

    private JsonNode connected(String token, @Nullable Instant end) {
        HttpResponse<String> answer = handIn(token, end);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return OneApp.json(answer);
    }

    private HttpResponse<String> handIn(String token, @Nullable Instant end) {
        Map<String, Object> handed = new HashMap<>(Map.of("email", "alice@example.com", "token", token));
        if (end != null) {
            handed.put("expiresAt", end.toString());
        }
        return app.handIn("ann", "apiToken", handed);
    }

    private String made(String... scopes) {
        return confluence
                .apiTokens()
                .create(confluence.users().named("alice").orElseThrow(), Duration.ofDays(90), scopes);
    }
}
