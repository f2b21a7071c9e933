package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.Exchange;
import dev.tributary.simulator.browser.HtmlForm;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.oauth.Client;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The gateway before Confluence Cloud: users choose a site, and calls go to the one that was chosen. */
class CloudGatewayTest {

    private static final String RIVERS = "6f2d1c9a-3b54-4e0f-8a77-0c5e5d1a0001";
    private static final String LAKES = "6f2d1c9a-3b54-4e0f-8a77-0c5e5d1a0002";
    private static final String BACK = "http://localhost:8082/back";
    private static final String KEY = "trib_portal0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CONFIG = """
            publicUrl: http://localhost:0
            sites:
              cloud:
                cloud:
                  clientId: gateway
                  clientSecret: "${SECRET}"
                  hosts: { auth: "%1$s", api: "%1$s", audience: api.atlassian.com }
                scopes: [read:me, read:page:confluence, read:space:confluence]
                simulator: true
            apps:
              portal:
                keys: ["${KEY}"]
                sites: [cloud]
                rights: [connect, proxy, export]
                returnUrls: ["http://localhost:8082/back"]
            """;

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private ConfluenceSimulator confluence;
    private Gateway gateway;

    @BeforeEach
    void start() {
        confluence = ConfluenceSimulator.cloud().start();
        Map<String, String> environment = Map.of("SECRET", "secret-of-the-gateway", "KEY", KEY);
        gateway = Gateway.start(
                GatewayConfig.parse(CONFIG.formatted(confluence.baseUrl()), directory, environment),
                confluence.clock());
        confluence.clients().register(Client.of("gateway", "secret-of-the-gateway", gateway.uri() + "/callback/cloud"));
    }

    @AfterEach
    void stop() {
        gateway.close();
        confluence.close();
    }

    @Test
    void a_user_with_one_site_comes_back_at_once_and_is_called_for() throws Exception {
        Exchange end = arrive(new SimulatedBrowser("bob", "bob").choosing(RIVERS), "bob");

        JsonNode connection = confirm(end, "bob");
        assertThat(connection.path("site").asString()).isEqualTo("cloud");
        assertThat(call("bob", "/wiki/api/v2/pages?limit=1").statusCode()).isEqualTo(200);
        assertThat(confluence.requests().of("GET", "/ex/confluence/" + RIVERS + "/wiki/api/v2/pages"))
                .isNotEmpty();
    }

    @Test
    void a_user_with_several_sites_chooses_on_a_page_of_ours() throws Exception {
        SimulatedBrowser first = new SimulatedBrowser("alice", "alice").choosing(RIVERS);
        confirm(arrive(first, "alice-at-rivers"), "alice-at-rivers");

        SimulatedBrowser second = new SimulatedBrowser("alice", "alice").choosing(LAKES);
        Exchange page = arrive(second, "alice");
        assertThat(page.page()).contains("Which Confluence?", "rivers", "lakes").doesNotContain("harbour");
        assertThat(page.location()).isEmpty();

        HtmlForm form = HtmlForm.all(page.page(), page.uri()).get(0);
        Exchange back = second.submit(form.fill("site", LAKES));
        confirm(back, "alice");
        assertThat(second.submit(form.fill("site", RIVERS)).status()).isEqualTo(410);

        call("alice", "/wiki/rest/api/user/current");
        assertThat(confluence.requests().of("GET", "/ex/confluence/" + LAKES + "/wiki/rest/api/user/current"))
                .isNotEmpty();
        assertThat(confluence.requests().of("GET", "/ex/confluence/" + RIVERS + "/wiki/rest/api/user/current"))
                .isEmpty();
    }

    @Test
    void an_account_without_a_site_comes_back_with_the_word_for_it() throws Exception {
        confluence.switches().set("resources", "empty");

        Exchange end = arrive(new SimulatedBrowser("bob", "bob").choosing(RIVERS), "bob");

        assertThat(end.location().orElseThrow().getRawQuery()).startsWith("error=no_site&state=");
    }

    @Test
    void a_token_that_is_taken_out_comes_with_what_was_granted_and_never_with_what_renews_it() throws Exception {
        String id = confirm(arrive(new SimulatedBrowser("bob", "bob").choosing(RIVERS), "bob"), "bob")
                .path("id")
                .asString();

        JsonNode token = JSON.readTree(exchange(id, "").body());

        assertThat(token.propertyNames())
                .containsExactlyInAnyOrder("access_token", "issued_token_type", "token_type", "expires_in", "scope");
        assertThat(token.path("scope").asString()).isEqualTo("read:me read:page:confluence read:space:confluence");
        HttpRequest.Builder pages = HttpRequest.newBuilder(
                URI.create(confluence.baseUrl() + "/ex/confluence/" + RIVERS + "/wiki/api/v2/pages?limit=1"));
        assertThat(http.send(
                                pages.header(
                                                "Authorization",
                                                "Bearer "
                                                        + token.path("access_token")
                                                                .asString())
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
        assertThat(exchange(id, "&scope=read:space:confluence+read:me+read:page:confluence")
                        .statusCode())
                .isEqualTo(200);
        for (String other : List.of("read:me", "read:me+read:page:confluence+read:space:confluence+offline_access")) {
            HttpResponse<String> refused = exchange(id, "&scope=" + other);
            assertThat(JSON.readTree(refused.body()).path("error").asString()).isEqualTo("invalid_scope");
        }
    }

    private HttpResponse<String> exchange(String id, String more) throws Exception {
        String form = "grant_type=urn:ietf:params:oauth:grant-type:token-exchange&subject_token=" + id
                + "&subject_token_type=urn:tributary:token-type:connection" + more;
        return http.send(
                request("/oauth2/token")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void nobody_else_can_choose() throws Exception {
        SimulatedBrowser first = new SimulatedBrowser("alice", "alice").choosing(RIVERS);
        confirm(arrive(first, "alice-at-rivers"), "alice-at-rivers");
        SimulatedBrowser second = new SimulatedBrowser("alice", "alice").choosing(LAKES);
        HtmlForm form = formOf(arrive(second, "alice"));

        Exchange stranger = new SimulatedBrowser("bob", "bob").submit(form.fill("site", RIVERS));
        assertThat(stranger.status()).isEqualTo(403);
        Exchange elsewhere = second.submit(form.fill("site", "6f2d1c9a-3b54-4e0f-8a77-0c5e5d1a0003"));
        assertThat(elsewhere.status()).isEqualTo(410);
        assertThat(second.submit(form.fill("site", LAKES)).location()).isPresent();
    }

    @Test
    void a_choice_waits_for_ten_minutes() throws Exception {
        SimulatedBrowser first = new SimulatedBrowser("alice", "alice").choosing(RIVERS);
        confirm(arrive(first, "alice-at-rivers"), "alice-at-rivers");
        SimulatedBrowser second = new SimulatedBrowser("alice", "alice").choosing(LAKES);
        HtmlForm form = formOf(arrive(second, "alice"));

        confluence.clock().advance(Duration.ofMinutes(11));

        assertThat(second.submit(form.fill("site", LAKES)).status()).isEqualTo(410);
    }

    @Test
    void credentials_and_administration_of_cloud_are_not_called() throws Exception {
        confirm(arrive(new SimulatedBrowser("bob", "bob").choosing(RIVERS), "bob"), "bob");

        assertThat(call("bob", "/wiki/rest/api/admin/x").statusCode()).isEqualTo(403);
        HttpResponse<String> dataCenters = call("bob", "/rest/api/content");
        assertThat(dataCenters.statusCode()).isEqualTo(403);
        assertThat(dataCenters.body()).contains("below /wiki/api/v2, /wiki/rest/api, /wiki/download");
        assertThat(call("bob", "/wiki/plugins/servlet/x").statusCode()).isEqualTo(403);
    }

    @Test
    void a_link_to_a_file_that_is_for_people_costs_no_renewal_and_says_what_to_ask_for() throws Exception {
        confirm(arrive(new SimulatedBrowser("bob", "bob").choosing(RIVERS), "bob"), "bob");

        HttpResponse<String> refused = call("bob", "/wiki/download/attachments/65601/a.txt?version=1&api=v2");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("/child/attachment/{attachment}/download");
        assertThat(confluence.requests().of("POST", "/oauth/token")).hasSize(1);
    }

    @Test
    void nobody_is_asked_for_a_consent_that_would_not_say_whose_it_is() throws Exception {
        HttpResponse<String> refused = link("bob", List.of("read:page:confluence"));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("read:me or read:confluence-user");
    }

    @Test
    void a_missing_scope_that_nobody_knows_here_is_looked_up_in_the_reference() throws Exception {
        confirm(arrive(new SimulatedBrowser("bob", "bob").choosing(RIVERS), "bob"), "bob");

        HttpResponse<String> refused = call("bob", "/wiki/rest/api/content");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body())
                .contains("/scope-missing", "Atlassian's reference")
                .doesNotContain("connectScopes");
    }

    @Test
    void a_missing_scope_is_named_with_what_to_ask_for_and_a_second_consent_mends_it() throws Exception {
        List<String> less = List.of("read:me", "read:page:confluence");
        confirm(arrive(new SimulatedBrowser("bob", "bob").choosing(RIVERS), "bob", less), "bob");

        HttpResponse<String> refused = call("bob", "/wiki/api/v2/spaces?limit=1");
        assertThat(refused.statusCode()).isEqualTo(403);
        JsonNode problem = JSON.readTree(refused.body());
        assertThat(problem.path("type").asString()).endsWith("/scope-missing");
        assertThat(problem.path("scopes").path(0).asString()).isEqualTo("read:space:confluence");
        List<String> wanted = problem.path("connectScopes")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        assertThat(wanted).containsExactlyInAnyOrder("read:me", "read:page:confluence", "read:space:confluence");

        confirm(arrive(new SimulatedBrowser("bob", "bob").choosing(RIVERS), "bob", wanted), "bob");
        assertThat(call("bob", "/wiki/api/v2/spaces?limit=1").statusCode()).isEqualTo(200);
        assertThat(call("bob", "/wiki/api/v2/pages?limit=1").statusCode()).isEqualTo(200);
    }

    @Test
    void applications_see_which_site_was_chosen_and_that_only_its_user_can_end_the_grant() throws Exception {
        JsonNode connection = confirm(arrive(new SimulatedBrowser("bob", "bob").choosing(RIVERS), "bob"), "bob");
        assertThat(connection.path("home").asString()).endsWith("/site/rivers/wiki");

        HttpResponse<String> answer = http.send(
                request("/v1/connections/" + connection.path("id").asString())
                        .DELETE()
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        JsonNode ended = JSON.readTree(answer.body());
        assertThat(ended.path("revocation").asString()).isEqualTo("NOT_SUPPORTED");
        assertThat(ended.path("detail").asString()).contains("lives on", "authorizationsPage");
        assertThat(ended.path("authorizationsPage").asString())
                .isEqualTo(confluence.baseUrl() + "/manage-profile/apps");
        assertThat(confluence.grants().all())
                .singleElement()
                .satisfies(grant -> assertThat(grant.live()).isTrue());
    }

    private static HtmlForm formOf(Exchange page) {
        return HtmlForm.all(page.page(), page.uri()).get(0);
    }

    /** Goes through a link, approves, and returns what the gateway answers at its callback. */
    private Exchange arrive(SimulatedBrowser browser, String user) throws Exception {
        return arrive(browser, user, List.of("read:me", "read:page:confluence", "read:space:confluence"));
    }

    private Exchange arrive(SimulatedBrowser browser, String user, List<String> scopes) throws Exception {
        HttpResponse<String> link = link(user, scopes);
        assertThat(link.statusCode()).as(link.body()).isEqualTo(201);
        URI url = URI.create(JSON.readTree(link.body()).path("url").asString());
        URI authorize = browser.press(browser.get(url)).location().orElseThrow();
        return browser.get(browser.approve(authorize, gateway.uri() + "/callback"));
    }

    private HttpResponse<String> link(String user, List<String> scopes) throws Exception {
        return ask(
                "POST",
                "/v1/connect-links",
                Map.of(
                        "user", user,
                        "site", "cloud",
                        "scopes", scopes,
                        "returnTo", BACK,
                        "state", "state-of-the-portal"));
    }

    private JsonNode confirm(Exchange end, String user) throws Exception {
        String query = end.location().orElseThrow().getRawQuery();
        String code = query.replaceAll(".*connection_code=([^&]*).*", "$1");
        HttpResponse<String> answer = ask("POST", "/v1/connections", Map.of("connectionCode", code, "user", user));
        assertThat(answer.statusCode()).isEqualTo(201);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> call(String user, String path) throws Exception {
        return http.send(
                request("/sites/cloud" + path).header("Tributary-User", user).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> ask(String method, String path, Object body) throws Exception {
        return http.send(
                request(path)
                        .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(gateway.uri() + path)).header("Authorization", "Bearer " + KEY);
    }
}
