package dev.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.junit.StartConfluence;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The REST surface as an application meets it: behind real tokens and a context path. */
class ContentThroughOAuthTest {
    private static final String LABEL = "[{\"prefix\":\"global\",\"name\":\"rivers\"}]";

    @StartConfluence(contextPath = "/confluence")
    private ConfluenceSimulator confluence;

    @Test
    void behaviour_16_a_read_token_reads_but_does_not_write() {
        TestClient client = new TestClient(confluence);
        String reading = client.exchange(client.code("scope", "READ")).text("access_token");
        String writing = client.connected().text("access_token");
        String path = "/rest/api/content/" + anyPage(client, reading) + "/label";

        assertThat(client.get(path, bearer(reading)).status()).isEqualTo(200);
        Answer refused = client.json("POST", path, LABEL, bearer(reading));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("X-AUSERNAME")).isEqualTo("alice");
        assertThat(client.json("POST", path, LABEL, bearer(writing)).status()).isEqualTo(200);
    }

    @Test
    void behaviour_15_a_bearer_that_expired_sees_what_anybody_sees() {
        TestClient client = new TestClient(confluence);
        String token = client.connected().text("access_token");
        String page = "/rest/api/content/" + anyPage(client, token);
        confluence.clock().advance(Duration.ofHours(2));

        Answer hidden = client.get(page, bearer(token));
        assertThat(hidden.status()).isEqualTo(404);
        assertThat(hidden.header("X-AUSERNAME")).isEqualTo("anonymous");

        confluence.switches().set("anonymous-access", "on");
        assertThat(client.get(page, bearer(token)).status()).isEqualTo(200);
        assertThat(client.get("/rest/api/user/current", bearer(token)).text("type"))
                .isEqualTo("anonymous");
    }

    @Test
    void behaviour_22_links_are_built_around_the_context_path() {
        TestClient client = new TestClient(confluence);
        Answer list = client.get(
                "/rest/api/content?limit=1", bearer(client.connected().text("access_token")));

        assertThat(list.json().at("/_links/base").asString())
                .isEqualTo(confluence.baseUrl().toString());
        assertThat(list.json().at("/_links/context").asString()).isEqualTo("/confluence");
        assertThat(list.json().at("/_links/self").asString()).startsWith(confluence.baseUrl() + "/rest/api/content?");
        assertThat(list.json().at("/_links/next").asString()).isEqualTo("/rest/api/content?limit=1&start=1");
        assertThat(list.json().at("/results/0/_links/self").asString()).startsWith(confluence.baseUrl() + "/rest/");
    }

    private static String anyPage(TestClient client, String token) {
        return client.get("/rest/api/content?spaceKey=DEMO", bearer(token))
                .json()
                .at("/results/0/id")
                .asString();
    }

    private static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }
}
