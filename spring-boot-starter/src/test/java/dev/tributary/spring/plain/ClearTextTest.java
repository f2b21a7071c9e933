package dev.tributary.spring.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.Edition;
import dev.tributary.spring.Visitor;
import org.junit.jupiter.api.Test;

/** The fourth way to fail: whoever reads the table, or a copy of it, can act as every user. */
class ClearTextTest {

    @Test
    void plain_Spring_stores_both_tokens_as_they_are() {
        try (ConfluenceSimulator confluence =
                        PlainSpring.confluence(Edition.DATA_CENTER).start();
                PlainSpring plain = PlainSpring.against(confluence, "WRITE")) {
            Visitor ann = plain.signedIn("ann");
            plain.connect(ann, "alice");

            assertThat(plain.rows())
                    .singleElement()
                    .satisfies(row -> assertThat(confluence.grants().all())
                            .singleElement()
                            .satisfies(grant -> {
                                assertThat(grant.accessTokens()).containsExactly(row.accessToken());
                                assertThat(grant.refreshTokens()).containsExactly(row.refreshToken());
                            }));
        }
    }
}
