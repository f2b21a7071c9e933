package dev.tributary.spring.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.spring.Portal;
import dev.tributary.spring.Visitor;
import dev.tributary.spring.plain.PlainSpring.Row;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The third way to fail: Atlassian says with 401 that a scope is missing, and Spring Security throws away a grant that works. */
class ScopeRefusalTest {

    @TempDir
    Path directory;

    @Test
    void plain_Spring_deletes_a_working_grant_because_one_call_needs_a_scope_that_was_not_asked_for() {
        try (ConfluenceSimulator confluence =
                        PlainSpring.confluence(Edition.CLOUD).start();
                PlainSpring plain =
                        PlainSpring.against(confluence, "read:me", "read:page:confluence", "offline_access")) {
            Visitor ann = plain.signedIn("ann");
            plain.connect(ann, "alice");
            assertThat(ann.get(api(confluence, "pages?limit=1")).statusCode()).isEqualTo(200);
            Row connected = plain.rows().get(0);

            assertThat(ann.get(api(confluence, "spaces?limit=1")).statusCode()).isEqualTo(401);

            assertThat(plain.rows()).isEmpty();
            assertThat(confluence.grants().all()).singleElement().satisfies(grant -> {
                assertThat(grant.accessTokens()).containsExactly(connected.accessToken());
                assertThat(grant.refreshTokens()).containsExactly(connected.refreshToken());
            });
        }
    }

    private static String api(ConfluenceSimulator confluence, String resource) {
        String cloudId = confluence.sites().named("rivers").orElseThrow().cloudId();
        return PlainSpring.read(confluence.baseUrl() + "/ex/confluence/" + cloudId + "/wiki/api/v2/" + resource);
    }

    @Test
    void the_starter_says_which_scope_is_missing_and_keeps_the_grant() {
        try (ConfluenceSimulator confluence =
                        ConfluenceSimulator.of(Edition.CLOUD).start();
                Portal portal = Portal.start(
                        StarterApplication.class,
                        confluence,
                        directory,
                        Map.of("tributary.sites.wiki.scopes", "read:me,read:page:confluence,read:space:confluence"))) {
            Visitor ann = portal.signedIn("ann");
            portal.connect(ann, "bob");
            assertThat(ann.get("/pages").statusCode()).isEqualTo(200);

            assertThat(ann.get("/comments").statusCode()).isEqualTo(403);

            assertThat(ann.get("/pages").statusCode()).isEqualTo(200);
            assertThat(confluence.grants().all())
                    .singleElement()
                    .satisfies(grant -> assertThat(grant.refreshTokens()).hasSize(1));
        }
    }
}
