package dev.tributary.spring.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.simulator.oauth.GrantView;
import dev.tributary.spring.Visitor;
import org.junit.jupiter.api.Test;

/** The fifth way to fail: a row belongs to a registration and a user, so another account takes the place of the first without a word. */
class OneAccountTest {

    @Test
    void plain_Spring_forgets_the_first_account_of_a_user_who_connects_a_second_and_leaves_its_grant_alive() {
        try (ConfluenceSimulator confluence =
                        PlainSpring.confluence(Edition.DATA_CENTER).start();
                PlainSpring plain = PlainSpring.against(confluence, "WRITE")) {
            String whoAmI = PlainSpring.read(confluence.baseUrl() + "/rest/api/user/current");
            Visitor ann = plain.signedIn("ann");
            plain.connect(ann, "alice");
            assertThat(ann.get(whoAmI).body()).contains("\"alice\"");

            plain.connect(ann, "bob");

            assertThat(ann.get(whoAmI).body()).contains("\"bob\"").doesNotContain("alice");
            assertThat(plain.rows()).extracting(PlainSpring.Row::principal).containsExactly("ann");
            assertThat(confluence.grants().all())
                    .as("grants at Confluence, of which the application holds the second only")
                    .extracting(GrantView::user, GrantView::live)
                    .containsExactly(tuple("alice", true), tuple("bob", true));
        }
    }
}
