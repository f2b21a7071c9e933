package dev.tributary.spring.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.simulator.oauth.GrantView;
import dev.tributary.spring.Portal;
import dev.tributary.spring.Visitor;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fifth way to fail: a row belongs to a registration and a user, so another account takes the place of the first without a word. */
class OneAccountTest {

    @TempDir
    Path directory;

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

    @Test
    void the_starter_keeps_the_account_that_is_connected_until_the_user_disconnects_it_and_leaves_no_grant_behind() {
        try (ConfluenceSimulator confluence =
                        ConfluenceSimulator.of(Edition.DATA_CENTER).start();
                Portal portal = Portal.start(StarterApplication.class, confluence, directory, Map.of())) {
            Visitor ann = portal.signedIn("ann");
            portal.connect(ann, "alice");

            assertThat(portal.connect(ann, "bob").statusCode()).isEqualTo(409);

            assertThat(ann.get("/me").body()).isEqualTo("alice");
            assertThat(confluence.grants().all())
                    .extracting(GrantView::user, GrantView::live)
                    .containsExactly(tuple("alice", true), tuple("bob", false));
        }
    }
}
