package dev.tributary.spring.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.simulator.control.RecordedRequest;
import dev.tributary.simulator.oauth.Revocation;
import dev.tributary.spring.Portal;
import dev.tributary.spring.Visitor;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The second way to fail: Atlassian says {@code invalid_grant} with 403, Spring Security reads it at 400 only, and the user is stuck. */
class DeadRefreshTokenTest {

    @TempDir
    Path directory;

    private static final int TRIES = 3;

    @Test
    void plain_Spring_spends_a_dead_refresh_token_at_every_call_and_never_sends_the_user_to_connect() {
        try (ConfluenceSimulator confluence =
                        PlainSpring.confluence(Edition.CLOUD).start();
                PlainSpring plain = PlainSpring.against(confluence, "read:me", "offline_access")) {
            Visitor ann = plain.signedIn("ann");
            plain.connect(ann, "alice");
            String me = PlainSpring.read(confluence.baseUrl() + "/me");
            assertThat(ann.get(me).statusCode()).isEqualTo(200);
            confluence.grants().revoke(Revocation.of("alice", Revocation.Kind.GRANT));
            plain.expire();
            confluence.requests().clear();

            for (int attempt = 0; attempt < TRIES; attempt++) {
                HttpResponse<String> answer = ann.get(me);
                assertThat(answer.statusCode()).isEqualTo(502);
                assertThat(answer.body()).isEqualTo("invalid_token_response");
            }

            assertThat(confluence.requests().of("POST", "/oauth/token"))
                    .hasSize(TRIES)
                    .extracting(RecordedRequest::status)
                    .containsOnly(403);
            assertThat(plain.rows()).as("the dead grant stays").hasSize(1);
        }
    }

    @Test
    void the_starter_spends_a_dead_refresh_token_once_and_sends_the_user_to_connect() {
        try (ConfluenceSimulator confluence =
                        ConfluenceSimulator.of(Edition.CLOUD).start();
                Portal portal = Portal.start(StarterApplication.class, confluence, directory, Map.of())) {
            Visitor ann = portal.signedIn("ann");
            portal.connect(ann, "bob");
            assertThat(ann.get("/pages").statusCode()).isEqualTo(200);
            confluence.grants().revoke(Revocation.of("bob", Revocation.Kind.GRANT));
            confluence.clock().advance(Duration.ofHours(2));
            confluence.requests().clear();

            for (int attempt = 0; attempt < TRIES; attempt++) {
                assertThat(ann.redirect(ann.get("/pages")).getPath()).isEqualTo("/confluence/wiki/connect");
            }

            assertThat(confluence.requests().of("POST", "/oauth/token")).hasSize(1);
            portal.connect(ann, "bob");
            assertThat(ann.get("/pages").statusCode()).isEqualTo(200);
        }
    }
}
