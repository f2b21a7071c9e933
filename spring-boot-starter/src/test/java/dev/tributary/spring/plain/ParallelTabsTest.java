package dev.tributary.spring.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.spring.Visitor;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** The sixth way to fail: a session remembers one authorization request, so of two tabs only the one opened last comes back. */
class ParallelTabsTest {

    private static final String CONNECT = "/oauth2/authorization/wiki";

    @Test
    void plain_Spring_cannot_complete_the_first_of_two_tabs() {
        try (ConfluenceSimulator confluence =
                        PlainSpring.confluence(Edition.DATA_CENTER).start();
                PlainSpring plain = PlainSpring.against(confluence, "WRITE")) {
            Visitor ann = plain.signedIn("ann");
            URI first = ann.redirect(ann.get(CONNECT));
            URI second = ann.redirect(ann.get(CONNECT));

            assertThat(ann.get(ann.consent(first, "alice")).statusCode()).isEqualTo(404);
            assertThat(plain.rows()).isEmpty();

            assertThat(ann.get(ann.consent(second, "alice")).statusCode()).isEqualTo(302);
            assertThat(plain.rows()).hasSize(1);
        }
    }
}
