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

/**
 * A seventh way to fail, new with Spring Security 7, which proves codes by PKCE unless told not to: its verifiers have 128 characters, and
 * Confluence Data Center documents at most 127.
 */
class LongVerifierTest {

    @TempDir
    Path directory;

    private static final String TOKEN = "/rest/oauth2/latest/token";

    @Test
    void plain_Spring_sends_a_verifier_that_is_one_character_too_long_and_connects_nobody() {
        try (ConfluenceSimulator confluence =
                        PlainSpring.confluence(Edition.DATA_CENTER).start();
                PlainSpring plain = PlainSpring.withProofKey(confluence, "WRITE")) {
            Visitor ann = plain.signedIn("ann");
            URI callback = ann.consent("/oauth2/authorization/wiki", "alice");

            assertThat(ann.redirect(ann.get(callback)).getQuery()).startsWith("error=invalid_grant");

            assertThat(plain.rows()).isEmpty();
            assertThat(confluence.requests().of("POST", TOKEN))
                    .singleElement()
                    .satisfies(request -> assertThat(request.body()).containsPattern("code_verifier=[\\w-]{128}(&|$)"));
        }
    }

    @Test
    void the_starter_sends_a_verifier_that_Confluence_takes() {
        try (ConfluenceSimulator confluence =
                        ConfluenceSimulator.of(Edition.DATA_CENTER).start();
                Portal portal = Portal.start(StarterApplication.class, confluence, directory, Map.of())) {
            Visitor ann = portal.signedIn("ann");
            portal.connect(ann, "alice");

            assertThat(ann.get("/me").body()).isEqualTo("alice");
            assertThat(confluence.requests().of("POST", TOKEN))
                    .singleElement()
                    .satisfies(
                            request -> assertThat(request.body()).containsPattern("code_verifier=[\\w-]{43,127}(&|$)"));
        }
    }
}
