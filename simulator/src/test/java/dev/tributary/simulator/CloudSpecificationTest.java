package dev.tributary.simulator;

import static dev.tributary.simulator.CloudClient.RIVERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tributary.simulator.junit.StartConfluence;
import org.junit.jupiter.api.Test;

/** Cloud's answers are held against the published descriptions by every test of them; this tries that holding. */
class CloudSpecificationTest {

    @StartConfluence(edition = Edition.CLOUD)
    ConfluenceSimulator confluence;

    @Test
    void an_answer_of_another_shape_is_noticed() {
        assumeTrue(
                CloudSpecification.first().isPresent()
                        && CloudSpecification.second().isPresent(),
                "SKIPPED: shared/openapi is not beside the repository, so no answer of Cloud was held against it");
        CloudClient client = new CloudClient(confluence);
        CloudCall alice = CloudCall.api(
                client,
                RIVERS,
                client.connected("scope", "read:page:confluence read:confluence-user")
                        .text("access_token"));
        Answer pages = alice.get("/wiki/api/v2/pages");
        Answer page = alice.get("/wiki/api/v2/pages/" + alice.idOf("Travel Policy"));
        Answer user = alice.get("/wiki/rest/api/user/current");
        assertThat(CloudSpecification.contradictions("GET", "/wiki/api/v2/spaces/1", page))
                .contains("additionalProperties");
        assertThat(CloudSpecification.contradictions("GET", "/wiki/api/v2/nothing", pages))
                .contains("path.missing");
        assertThat(CloudSpecification.contradictions("GET", "/wiki/rest/api/search", user))
                .contains("results");
        assertThat(CloudSpecification.contradictions("GET", "/wiki/api/v2/pages", user))
                .isNotEmpty();
    }
}
