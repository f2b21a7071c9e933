package dev.tributary.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.tributary.simulator.browser.Exchange;
import dev.tributary.simulator.browser.HtmlForm;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.junit.StartConfluence;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Behaviours 15, 20, 21, 22 and 24. */
class IdentityTest {

    private static final String TOKENS = "/rest/pat/latest/tokens";
    private static final String WHO = "/rest/api/user/current";

    @StartConfluence(contextPath = "/wiki")
    ConfluenceSimulator confluence;

    private TestClient client;

    @BeforeEach
    void client() {
        client = new TestClient(confluence);
    }

    @Test
    void an_access_token_serves_as_its_user() {
        Answer who = client.get(WHO, bearer(client.connected().text("access_token")));
        assertThat(who.status()).isEqualTo(200);
        assertThat(who.header("X-AUSERNAME")).isEqualTo("alice");
        assertThat(who.header("X-ANODEID")).isNotEmpty();
        assertThat(who.header("X-Seraph-LoginReason")).isEqualTo("OK");
        assertThat(who.text("username")).isEqualTo("alice");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /login.action, 200",
        "GET, /no/such/page, 404",
        "GET, /rest/api/content/1, 404",
        "POST, /rest/api/content, 400",
        "PATCH, /rest/api/content, 405",
        "GET, /rest/oauth2/latest/authorize, 303",
        "POST, /rest/oauth2/latest/token, 500",
        "POST, /rest/oauth2/latest/revoke, 400",
        "POST, /rest/pat/latest/tokens, 400",
        "GET, /rest/applinks/1.0/manifest, 200"
    })
    void every_answer_says_who_was_served_and_by_which_node(String method, String path, int status) {
        Answer answer = client.json(method, path, "{}", basic("alice:alice"));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("X-AUSERNAME")).isEqualTo("alice");
        assertThat(answer.header("X-ANODEID")).isNotEmpty();
        assertThat(answer.header("X-Tributary-Simulator")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/openid-configuration",
                "/.well-known/oauth-authorization-server",
                "/rest/oauth2/latest/jwks",
                "/rest/oauth2/latest/userinfo",
                "/rest/oauth2/latest/introspect",
                "/rest/oauth2/latest/register"
            })
    void what_Data_Center_does_not_have_is_not_found(String path) {
        assertThat(client.get(path).status()).isEqualTo(404);
        assertThat(client.json("POST", path, "{}").status()).isEqualTo(404);
    }

    @Test
    void behaviour_15_a_bad_bearer_token_goes_on_as_anonymous_or_is_401_by_switch() {
        confluence.switches().set("anonymous-access", "on");
        Answer passed = client.get(WHO, bearer("never-issued"));
        assertThat(passed.status()).isEqualTo(200);
        assertThat(passed.header("X-AUSERNAME")).isEqualTo("anonymous");
        assertThat(passed.text("type")).isEqualTo("anonymous");
        confluence.switches().set("bad-bearer", "401");
        assertThat(client.get(WHO, bearer("never-issued")).status()).isEqualTo(401);
        assertThat(client.get("/login.action", bearer("never-issued")).status()).isEqualTo(200);
    }

    @Test
    void behaviour_15_a_revoked_token_is_a_bad_one() {
        Answer tokens = client.connected();
        client.revoke(tokens.text("refresh_token"));
        confluence.switches().set("bad-bearer", "401");
        assertThat(client.get(WHO, bearer(tokens.text("access_token"))).status())
                .isEqualTo(401);
    }

    @Test
    void behaviour_20_basic_serves_the_user_and_a_failure_is_an_html_page_with_its_reason() {
        assertThat(client.get(WHO, basic("bob:bob")).text("username")).isEqualTo("bob");
        Answer failure = client.get(WHO, basic("bob:wrong"));
        assertThat(failure.status()).isEqualTo(401);
        assertThat(failure.header("Content-Type")).startsWith("text/html");
        assertThat(failure.header("X-Seraph-LoginReason")).isEqualTo("AUTHENTICATED_FAILED");
        confluence.switches().set("captcha", "on");
        assertThat(client.get(WHO, basic("bob:bob")).header("X-Seraph-LoginReason"))
                .isEqualTo("AUTHENTICATION_DENIED");
        confluence.switches().set("captcha", "off").set("basic-authentication", "off");
        assertThat(client.get(WHO, basic("bob:bob")).status()).isEqualTo(401);
        assertThat(client.get(WHO, "Authorization", "Basic !").status()).isEqualTo(401);
    }

    @Test
    void behaviour_21_a_personal_token_is_created_listed_used_and_revoked() {
        Answer created = create("{\"name\":\"script\",\"expirationDuration\":90}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().propertyNames())
                .containsExactlyInAnyOrder("id", "name", "createdAt", "expiringAt", "rawToken");
        String[] bearer = bearer(created.text("rawToken"));
        assertThat(client.get(WHO, bearer).text("username")).isEqualTo("alice");

        Answer list = client.get(TOKENS, bearer);
        assertThat(list.json().size()).isEqualTo(1);
        assertThat(list.body()).doesNotContain("rawToken").doesNotContain(created.text("rawToken"));

        String own = TOKENS + "/" + created.text("id");
        assertThat(client.json("DELETE", own, "", basic("bob:bob")).status()).isEqualTo(404);
        assertThat(client.json("DELETE", own, "", bearer).status()).isEqualTo(204);
        assertThat(client.servedAs(created.text("rawToken"))).isEqualTo("anonymous");
    }

    @Test
    void behaviour_21_a_personal_token_ends_after_its_days_and_is_200_by_switch() {
        confluence.switches().set("personal-token-status", "200");
        Answer brief = create("{\"name\":\"brief\",\"expirationDuration\":1}");
        Answer endless = create("{\"name\":\"endless\"}");
        assertThat(brief.status()).isEqualTo(200);
        confluence.clock().advance(Duration.ofDays(1));
        assertThat(client.servedAs(brief.text("rawToken"))).isEqualTo("anonymous");
        assertThat(client.servedAs(endless.text("rawToken"))).isEqualTo("alice");
    }

    @Test
    void behaviour_21_a_personal_token_needs_a_user_and_a_name() {
        assertThat(client.json("POST", TOKENS, "{\"name\":\"x\"}").status()).isEqualTo(401);
        String reading = client.exchange(client.code("scope", "READ")).text("access_token");
        assertThat(client.json("POST", TOKENS, "{\"name\":\"x\"}", bearer(reading))
                        .status())
                .isEqualTo(403);
        assertThat(create("{}").status()).isEqualTo(400);
        assertThat(create("{\"name\":\"x\",\"expirationDuration\":0}").status()).isEqualTo(400);
        assertThat(create("{").status()).isEqualTo(400);
    }

    @Test
    void behaviour_21_a_personal_token_on_authorize_leads_to_consent_and_gives_no_code_by_itself() {
        String[] bearer = bearer(create("{\"name\":\"script\"}").text("rawToken"));
        Answer authorize = client.get(client.authorizeUri(), bearer);
        assertThat(authorize.status()).isEqualTo(303);
        URI consent = confluence.baseUrl().resolve(authorize.header("Location"));
        assertThat(consent.getPath()).isEqualTo("/wiki/plugins/servlet/oauth2/consent");
        Answer page = client.get(consent, bearer);
        assertThat(page.body()).contains("Alice Arroyo").contains("Approve");
    }

    @Test
    void behaviour_22_everything_lies_under_the_context_path() {
        assertThat(confluence.baseUrl().getPath()).isEqualTo("/wiki");
        assertThat(client.get(confluence.baseUrl().resolve("/login.action")).status())
                .isEqualTo(404);
        assertThat(confluence.requests().all())
                .extracting("path", "status")
                .containsExactly(tuple("/login.action", 404));
        assertThat(client.get("/login.action").status()).isEqualTo(200);
        assertThat(client.get("/simulator/clock").status()).isEqualTo(200);
        assertThat(client.get(confluence.baseUrl().resolve("/simulator/clock")).status())
                .isEqualTo(200);
        assertThat(client.get(confluence.baseUrl()).header("Location")).startsWith("/wiki/login.action");
        assertThat(client.get("/login.action").header("Set-Cookie"))
                .startsWith("JSESSIONID=")
                .contains("Path=/wiki;");
    }

    @Test
    void behaviour_24_anonymous_callers_read_or_not() {
        assertThat(client.get(WHO).status()).isNotEqualTo(200);
        confluence.switches().set("anonymous-access", "on");
        assertThat(client.get(WHO).text("type")).isEqualTo("anonymous");
    }

    @Test
    void a_login_begins_a_session_and_a_logout_ends_it() {
        SimulatedBrowser alice = new SimulatedBrowser("alice", "alice");
        Exchange dashboard = alice.approve(client.uri("/"));
        assertThat(dashboard.page()).contains("Alice Arroyo");
        HtmlForm logout = HtmlForm.all(dashboard.page(), dashboard.uri()).get(0);
        alice.submit(logout.fill("atl_token", "forged"));
        assertThat(alice.get(client.uri("/")).status()).isEqualTo(200);
        alice.submit(logout);
        assertThat(alice.get(client.uri("/")).status()).isEqualTo(303);
    }

    @Test
    void users_see_and_revoke_what_they_allowed_and_nobody_elses() {
        String accessToken = client.connected().text("access_token");
        URI authorized = client.uri("/plugins/servlet/oauth2/authorized");
        URI settings = client.uri("/users/viewmysettings.action");
        assertThat(new SimulatedBrowser("bob", "bob").approve(settings).page()).contains(authorized.getPath());
        assertThat(new SimulatedBrowser("bob", "bob").approve(authorized).page())
                .contains("No application may act as you");

        SimulatedBrowser alice = new SimulatedBrowser("alice", "alice");
        Exchange list = alice.approve(authorized);
        assertThat(list.page()).contains("tributary");
        HtmlForm revoke = HtmlForm.with("grant", list.page(), list.uri()).orElseThrow();
        alice.submit(revoke.fill("atl_token", "forged"));
        assertThat(client.servedAs(accessToken)).isEqualTo("alice");
        alice.submit(revoke);
        assertThat(client.servedAs(accessToken)).isEqualTo("anonymous");
    }

    @Test
    void the_manifest_says_product_and_version_and_that_it_is_a_simulator() {
        Answer xml = client.get("/rest/applinks/1.0/manifest");
        assertThat(xml.header("Content-Type")).isEqualTo("application/xml");
        assertThat(xml.body()).contains("<typeId>confluence</typeId>", "<simulator>tributary</simulator>");
        Answer json = client.get("/rest/applinks/1.0/manifest", "Accept", "application/json");
        assertThat(json.text("url")).isEqualTo(confluence.baseUrl().toString());
        assertThat(json.text("simulator")).isEqualTo("tributary");
        assertThat(json.header("X-Tributary-Simulator")).isEqualTo("1");
    }

    @Test
    void a_deleted_link_is_an_unknown_client() {
        confluence.clients().remove("tributary");
        assertThat(client.get(client.authorizeUri()).header("Location")).endsWith("cause=client");
    }

    private Answer create(String body) {
        return client.json("POST", TOKENS, body, basic("alice:alice"));
    }

    private static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }

    private static String[] basic(String pair) {
        return new String[] {"Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8))};
    }
}
