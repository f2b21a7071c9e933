package dev.tributary.spring.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.spring.Portal;
import dev.tributary.spring.Visitor;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sixth way to fail: a session remembers one authorization request, so of two tabs only the one opened last comes back. */
class ParallelTabsTest {

    @TempDir
    Path directory;

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

    @Test
    void the_starter_completes_each_of_two_tabs() {
        try (ConfluenceSimulator confluence =
                        ConfluenceSimulator.of(Edition.DATA_CENTER).start();
                Portal portal = Portal.start(StarterApplication.class, confluence, directory, Map.of())) {
            Visitor ann = portal.signedIn("ann");
            URI first = ann.redirect(portal.pressConnect(ann, "/done?as=first"));
            URI second = ann.redirect(portal.pressConnect(ann, "/done?as=second"));

            assertThat(ann.redirect(ann.get(ann.consent(first, "alice")))).hasQuery("as=first");
            assertThat(ann.redirect(ann.get(ann.consent(second, "alice")))).hasQuery("as=second");
            assertThat(ann.get("/me").body()).isEqualTo("alice");
        }
    }
}
