package dev.tributary.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.spring.test.ConfluenceTest;
import dev.tributary.spring.test.ConnectedAs;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What a page shows to whom, without a server and without a browser: most tests of an application are like these. */
// snippet: test
@ConfluenceTest(properties = "spring.datasource.url=jdbc:h2:mem:pages")
@AutoConfigureMockMvc
@WithMockUser("ann")
class PagesTest {

    @Autowired
    MockMvcTester portal;

    @Test
    @ConnectedAs(value = "bob", user = "ann")
    void a_user_sees_what_their_account_may_see() {
        assertThat(portal.get().uri("/pages")).bodyText().contains("Glossary").doesNotContain("Salary Review");
    }

    @Test
    @ConnectedAs(value = "alice", user = "ann")
    void reading_goes_on_after_the_access_token_has_ended(ConfluenceSimulator confluence) {
        confluence.clock().advance(Duration.ofHours(2));

        assertThat(portal.get().uri("/pages")).bodyText().contains("Quarterly Budget");
    }
    // end

    @Test
    @ConnectedAs(value = "alice", user = "ann")
    void a_user_whose_grant_has_ended_is_sent_to_connect_again(ConfluenceSimulator confluence) {
        confluence.clock().advance(Duration.ofDays(91));

        assertThat(portal.get().uri("/pages").header("Accept", "text/html"))
                .hasStatus3xxRedirection()
                .redirectedUrl()
                .startsWith("/confluence/wiki/connect");
    }

    @Test
    @ConnectedAs(value = "alice", user = "ann")
    void scripts_get_what_Confluence_says() {
        assertThat(portal.get().uri("/api/spaces")).bodyJson().extractingPath("$.results[*].key").asArray().contains("DEMO", "TEAM");
    }

    @Test
    void scripts_of_a_user_who_is_not_connected_are_told_so_by_a_problem() {
        assertThat(portal.get().uri("/api/spaces").header("Accept", "application/json"))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.connectUrl")
                .isEqualTo("/confluence/wiki/connect");
    }
}
