package dev.tributary.simulator.content.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every answer that {@link Call} brings is held against the specification; here it is shown that this means something. */
class SpecificationTest {
    private final Confluence confluence = new Confluence();

    @BeforeEach
    void requireTheSpecification() {
        assumeTrue(
                Specification.isPresent(),
                "SKIPPED: shared/openapi/confluence-dc-10.0.3.json is not beside the repository, so no answer was held against it");
    }

    @AfterEach
    void stop() {
        confluence.close();
    }

    @Test
    void an_answer_of_another_shape_is_noticed() {
        Answer user = confluence.as("alice").get("/rest/api/user/current");
        Answer space = confluence.as("alice").get("/rest/api/space/DEMO");
        Answer spaces = confluence.as("alice").get("/rest/api/space");
        assertThat(Specification.contradictions(user)).isEmpty();
        Answer swapped = new Answer("GET", "/rest/api/content/1", 200, space.response());
        assertThat(Specification.contradictions(swapped)).contains("/id", "string");
        assertThat(Specification.contradictions(new Answer("GET", "/rest/api/nothing", 200, spaces.response())))
                .contains("path.missing");
    }

    @Test
    void everything_expanded_at_once_still_conforms() {
        String all =
                "?expand=space.description.plain,space.homepage,space.icon,history.lastUpdated,history.previousVersion,"
                        + "history.contributors,version,ancestors.version,body.storage,body.view,body.export_view,metadata.labels,"
                        + "children.page.version,children.comment.body.view,children.attachment,container,operations,restrictions,descendants";
        for (String title : List.of("Quarterly Budget", "We have moved", "budget.csv", "Re: Release Calendar")) {
            Answer answer = confluence.as("alice").get("/rest/api/content/" + confluence.idOf(title) + all);
            assertThat(answer.at("/title")).isEqualTo(title);
            assertThat(answer.json().at("/_expandable").size())
                    .as("what is left to expand")
                    .isZero();
        }
    }
}
