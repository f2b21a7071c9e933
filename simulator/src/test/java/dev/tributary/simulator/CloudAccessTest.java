package dev.tributary.simulator;

import static dev.tributary.simulator.CloudCall.all;
import static dev.tributary.simulator.CloudCall.at;
import static dev.tributary.simulator.CloudClient.LAKES;
import static dev.tributary.simulator.CloudClient.RIVERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.simulator.browser.Exchange;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.cloud.Site;
import dev.tributary.simulator.environment.User;
import dev.tributary.simulator.junit.StartConfluence;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call what at the API host and at the sites: behaviours 31, 32 and 35, and what is left of version 1. */
class CloudAccessTest {

    private static final String PAGES = "/wiki/api/v2/pages";
    private static final String ME = "/wiki/rest/api/user/current";
    private static final String CLASSIC = "read:confluence-content.all read:confluence-content.summary "
            + "search:confluence read:confluence-user write:confluence-content write:confluence-file "
            + "readonly:content.attachment:confluence read:confluence-space.summary read:page:confluence";

    @StartConfluence(edition = Edition.CLOUD)
    ConfluenceSimulator confluence;

    private CloudClient client;

    @BeforeEach
    void client() {
        client = new CloudClient(confluence);
    }

    @Test
    void behaviour_31_a_missing_scope_is_a_401_of_its_own_that_a_renewal_does_not_mend() {
        Answer tokens = client.connected("scope", "read:space:confluence offline_access");
        assertScopeMissing(api(tokens).get(PAGES));
        assertScopeMissing(api(client.refresh(tokens)).get(PAGES));
        client.connected("scope", "read:page:confluence");
        assertThat(api(tokens).get(PAGES).status()).isEqualTo(200);
    }

    @Test
    void behaviour_31_scopes_are_those_of_the_site_and_an_unknown_site_has_none() {
        Answer tokens = client.connected();
        assertScopeMissing(
                CloudCall.api(client, LAKES, tokens.text("access_token")).get(PAGES));
        assertScopeMissing(CloudCall.api(client, "no-such-site", tokens.text("access_token"))
                .get(PAGES));
    }

    @Test
    void behaviour_31_a_token_does_not_work_on_the_sites_own_host_nor_for_links_of_browsers() {
        Answer tokens = client.connected("scope", CLASSIC);
        CloudCall site = new CloudCall(client, "/site/rivers", "Bearer " + tokens.text("access_token"));
        assertThat(site.get(PAGES).status()).isEqualTo(401);
        assertThat(site.get(ME).status()).isEqualTo(401);
        assertThat(site.get("/wiki/spaces/DEMO").status()).isEqualTo(401);
        assertThat(api(tokens).get("/wiki/download/attachments/1/a.txt").status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"read:confluence-user, 200", "read:content-details:confluence, 200", "read:page:confluence, 401"})
    void behaviour_31_classic_and_granular_scopes_open_version_1(String scope, int status) {
        assertThat(api(client.connected("scope", scope)).get(ME).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"401", "403-404"})
    void behaviour_32_an_expired_token_is_401_or_403_on_version_1_and_404_on_version_2(String status) {
        confluence.switches().set("expired-token", status);
        Answer tokens = client.connected("scope", CLASSIC + " offline_access");
        confluence.clock().advance(Duration.ofHours(1));
        boolean plain = status.equals("401");
        assertThat(api(tokens).get(PAGES).status()).isEqualTo(plain ? 401 : 404);
        assertThat(api(tokens).get(ME).status()).isEqualTo(plain ? 401 : 403);
        assertThat(client.resources(tokens).status()).isEqualTo(401);
        assertThat(api(client.refresh(tokens)).get(PAGES).status()).isEqualTo(200);
    }

    @Test
    void behaviour_30_who_has_no_confluence_gets_403() {
        Answer tokens = client.connected();
        confluence.switches().set("confluence-license", "absent");
        assertThat(api(tokens).get(PAGES).status()).isEqualTo(403);
        confluence.switches().set("confluence-license", "present");
        Site rivers = confluence.sites().find(RIVERS).orElseThrow();
        confluence.sites().put(new Site(RIVERS, "rivers", rivers.products(), Set.of("bob")));
        assertThat(api(tokens).get(PAGES).status()).isEqualTo(403);
    }

    @Test
    void behaviour_35_a_429_says_why_and_when_and_other_answers_how_much_is_left() {
        confluence
                .switches()
                .set("rate-limit", "on")
                .set("rate-limit-capacity", "6")
                .set("rate-limit-fill", "1");
        CloudCall alice = api(client.connected());
        Answer first = alice.get(PAGES);
        assertThat(first.header("X-RateLimit-Limit")).isEqualTo("6");
        assertThat(first.header("X-RateLimit-NearLimit")).isEqualTo("false");
        assertThat(first.header("Retry-After")).isEmpty();
        Answer last = first;
        for (int call = 0; call < 50 && last.status() == 200; call++) {
            assertThat(last.header("RateLimit-Reason")).isEmpty();
            last = alice.get(PAGES);
        }
        assertThat(last.status()).isEqualTo(429);
        assertThat(last.header("X-RateLimit-NearLimit")).isEqualTo("true");
        assertThat(last.header("Retry-After")).isEqualTo("1");
        assertThat(last.header("RateLimit-Reason")).isEqualTo("confluence-burst-based");
        confluence.clock().advance(Duration.ofSeconds(2));
        assertThat(alice.get(PAGES).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"confluence-quota-global-based", "confluence-quota-tenant-based"})
    void behaviour_35_the_reason_and_the_wait_are_as_switched(String reason) {
        confluence
                .switches()
                .set("rate-limit", "on")
                .set("rate-limit-capacity", "0")
                .set("rate-limit-reason", reason);
        CloudCall alice = api(client.connected());
        for (String[] wait : new String[][] {{"absent", ""}, {"zero", "0"}, {"max", "9223372036854775807"}}) {
            confluence.switches().set("rate-limit-retry-after", wait[0]);
            Answer refused = alice.get(PAGES);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isEqualTo(wait[1]);
            assertThat(refused.header("RateLimit-Reason")).isEqualTo(reason);
        }
    }

    @Test
    void version_1_has_lost_content_and_spaces_unless_switched() {
        CloudCall alice = api(client.connected("scope", CLASSIC));
        for (String path :
                new String[] {"/content", "/content/65601", "/space", "/space/DEMO", "/content/65601/label"}) {
            Answer gone = alice.get("/wiki/rest/api" + path);
            assertThat(gone.status()).isEqualTo(410);
            assertThat(gone.text("statusCode")).isEqualTo("410");
            assertThat(gone.text("message")).endsWith("GoneException: This deprecated endpoint has been removed.");
            assertThat(at(gone, "/data/successful")).isEqualTo("true");
        }
        confluence.switches().set("v1-content", "served");
        assertThat(alice.get("/wiki/rest/api/content?spaceKey=DEMO&expand=version")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void version_1_still_searches_by_cursor_and_says_who_is_calling() {
        CloudCall alice = api(client.connected("scope", CLASSIC));
        Answer me = alice.get(ME);
        assertThat(me.text("accountId"))
                .isEqualTo(confluence.users().named("alice").orElseThrow().accountId());
        assertThat(me.json().has("username")).isFalse();
        assertThat(me.header("X-AUSERNAME")).isEmpty();
        String query = "/wiki/rest/api/search?limit=1&cql=type=page%20and%20text~budget";
        Answer found = alice.get(query);
        assertThat(at(found, "/results/0/url")).startsWith("/spaces/DEMO/pages/");
        assertThat(at(found, "/results/0/lastModified")).endsWith("Z");
        assertThat(at(found, "/_links/base")).isEqualTo(confluence.baseUrl() + "/site/rivers/wiki");
        assertThat(at(found, "/_links/next")).startsWith("/rest/api/search?").contains("cursor=");
        Answer next = alice.get("/wiki" + at(found, "/_links/next"));
        assertThat(at(next, "/start")).isEqualTo("1");
        assertThat(at(next, "/results/0/content/id")).isNotEqualTo(at(found, "/results/0/content/id"));
        assertThat(alice.get("/wiki/rest/api/content/search?cql=title=Travel~").status())
                .isEqualTo(400);
    }

    @Test
    void files_are_put_up_and_fetched_by_version_1_from_the_media_host_or_directly() {
        CloudCall alice = api(client.connected("scope", CLASSIC));
        String page = alice.idOf("Release Calendar");
        String attachments = "/wiki/rest/api/content/" + page + "/child/attachment";
        String body = """
                --x
                Content-Disposition: form-data; name="file"; filename="otter.txt"
                Content-Type: text/plain

                sleek
                --x--
                """.replace("\n", "\r\n");
        String[] headers = {"Content-Type", "multipart/form-data; boundary=x", "X-Atlassian-Token", "no-check"};
        String id = at(alice.send("POST", attachments, body, headers), "/results/0/id");
        Answer redirect = alice.get(attachments + "/" + id + "/download");
        assertThat(redirect.status()).isEqualTo(302);
        Answer bytes = client.get(URI.create(redirect.header("Location")));
        assertThat(bytes.body()).isEqualTo("sleek");
        confluence.clock().advance(Duration.ofMinutes(10));
        assertThat(client.get(URI.create(redirect.header("Location"))).status()).isEqualTo(403);

        confluence.switches().set("download-answer", "bytes");
        assertThat(raw(alice, attachments + "/" + id + "/download").body()).isEqualTo("sleek");
        confluence.switches().set("v1-labels-and-uploads", "gone");
        assertThat(alice.send("POST", attachments, body, headers).status()).isEqualTo(410);
        assertThat(alice.post("/wiki/rest/api/content/" + page + "/label", "[{\"prefix\":\"global\",\"name\":\"a\"}]")
                        .status())
                .isEqualTo(410);
    }

    @Test
    void labels_are_put_on_by_version_1_and_read_by_version_2() {
        CloudCall alice = api(client.connected("scope", CLASSIC));
        String page = alice.idOf("Release Calendar");
        Answer labelled = alice.post(
                "/wiki/rest/api/content/" + page + "/label", "[{\"prefix\":\"global\",\"name\":\"wetlands\"}]");
        assertThat(all(labelled, "name")).contains("wetlands");
        assertThat(all(alice.get(PAGES + "/" + page + "/labels"), "name")).contains("wetlands");
        assertThat(alice.delete("/wiki/rest/api/content/" + page + "/label/wetlands")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void an_api_token_without_scopes_opens_a_site_with_all_of_version_1_and_one_with_scopes_the_api_host() {
        User alice = confluence.users().named("alice").orElseThrow();
        String classic = confluence.apiTokens().create(alice, Duration.ofDays(1));
        String scoped = confluence.apiTokens().create(alice, Duration.ofDays(1), "read:page:confluence");
        CloudCall site = CloudCall.site(client, "rivers", "alice@example.com", classic);
        assertThat(site.get("/wiki/rest/api/content?limit=2").status()).isEqualTo(200);
        assertThat(site.get(PAGES).status()).isEqualTo(200);
        CloudCall api = CloudCall.api(client, RIVERS, "").withApiToken("alice@example.com", scoped);
        assertThat(api.get(PAGES).status()).isEqualTo(200);
        assertScopeMissing(api.get(ME));

        assertThat(api.withApiToken("alice@example.com", classic).get(PAGES).status())
                .isEqualTo(401);
        assertThat(site.withApiToken("alice@example.com", scoped).get(PAGES).status())
                .isEqualTo(401);
        assertThat(site.withApiToken("bob@example.com", classic).get(PAGES).status())
                .isEqualTo(401);
        assertThat(site.withApiToken("alice@example.com", "alice").get(PAGES).status())
                .isEqualTo(401);
        confluence.clock().advance(Duration.ofDays(1));
        assertThat(site.get(PAGES).status()).isEqualTo(401);
        assertThatThrownBy(() -> confluence.apiTokens().create(alice, Duration.ofDays(366)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 365 days");
    }

    @Test
    void api_tokens_and_sites_can_be_had_over_http() {
        Answer created = client.send(HttpRequest.newBuilder(client.uri("/simulator/api-tokens"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"user\":\"bob\",\"days\":7}")));
        assertThat(created.status()).isEqualTo(201);
        CloudCall site = CloudCall.site(client, "rivers", created.text("email"), created.text("token"));
        assertThat(site.get(PAGES).status()).isEqualTo(200);
        assertThat(CloudCall.site(client, "lakes", created.text("email"), created.text("token"))
                        .get(PAGES)
                        .status())
                .isEqualTo(403);
        assertThat(client.get(client.uri("/simulator/sites"))
                        .json()
                        .at("/sites/1/cloudId")
                        .asString())
                .isEqualTo(LAKES);
        confluence.apiTokens().revoke(confluence.users().named("bob").orElseThrow());
        assertThat(site.get(PAGES).status()).isEqualTo(401);
        Answer refused = client.send(HttpRequest.newBuilder(client.uri("/simulator/api-tokens"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"user\":\"mallory\"}")));
        assertThat(refused.status()).isEqualTo(400);
    }

    @Test
    void a_service_account_is_served_as_itself() {
        confluence.switches().set("client-credentials", "on");
        Answer tokens = client.token(CloudClient.client("grant_type", "client_credentials"));
        assertThat(api(tokens).get(PAGES).status()).isEqualTo(200);
        assertThat(api(tokens).get(ME).text("publicName")).isEqualTo("tributary (service account)");
    }

    @Test
    void people_follow_the_links_of_answers_to_pages() {
        CloudCall alice = api(client.connected());
        Answer page = alice.get(PAGES + "/" + alice.idOf("Travel Policy"));
        SimulatedBrowser browser = new SimulatedBrowser("alice", "alice");
        Exchange shown = browser.approve(URI.create(at(page, "/_links/base") + at(page, "/_links/webui")));
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.page()).contains("Book by rail").contains("/site/rivers/wiki/s/confluence.css");
        assertThat(client.get(client.uri("/site/rivers/wiki/s/confluence.css")).status())
                .isEqualTo(200);
    }

    @Test
    void the_journal_says_who_was_served_though_no_header_does() {
        CloudCall alice = api(client.connected());
        confluence.requests().clear();
        alice.get(PAGES);
        alice.get(ME);
        CloudCall.api(client, RIVERS, "issued-to-no-client-at-all").get(PAGES);
        assertThat(confluence.requests().of("GET", "/ex/confluence"))
                .extracting("user")
                .containsExactly("alice", "alice", "anonymous");
    }

    private Answer raw(CloudCall call, String path) {
        return client.send(
                HttpRequest.newBuilder(client.uri(call.root() + path)).header("Authorization", call.authorization()));
    }

    private CloudCall api(Answer tokens) {
        return CloudCall.api(client, RIVERS, tokens.text("access_token"));
    }

    private static void assertScopeMissing(Answer refused) {
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.body()).isEqualTo("{\"code\":401,\"message\":\"Unauthorized; scope does not match\"}");
    }
}
