package dev.tributary.spring.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.simulator.control.RecordedRequest;
import dev.tributary.simulator.oauth.Revocation;
import dev.tributary.spring.Visitor;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** The second way to fail: Atlassian says {@code invalid_grant} with 403, Spring Security reads it at 400 only, and the user is stuck. */
class DeadRefreshTokenTest {

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
}
