package dev.tributary.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.Site;
import dev.tributary.http.Body;
import dev.tributary.http.HttpAnswer;
import dev.tributary.model.Secret;
import dev.tributary.model.Unavailable;
import dev.tributary.token.TokenOutcome.Failed;
import dev.tributary.token.TokenOutcome.Issued;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenAnswerTest {

    private static final Site SITE = Site.dataCenter(
            "wiki",
            URI.create("https://wiki.example.org"),
            new ClientRegistration("app", Secret.of("secret"), URI.create("https://app.example.org/cb"), List.of()));

    @ParameterizedTest
    @ValueSource(strings = {"eyJhbGciOiJIUzI1NiJ9.eyJpZCI6IjEifQ.c2ln", "a", "a-b_c~d.e+f/g=="})
    void takes_what_can_be_a_bearer_token(String token) {
        assertThat(read(token)).isInstanceOf(Issued.class);
    }

    /** In a header each of these would forge another one, or make an exception that quotes the token. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a\\r\\nX-Forged: 1",
                "a\\n",
                "a\\u0000",
                "t\u00f6ken",
                "a=b",
                "a\\\"b",
                "a,b",
                "a;b"
            })
    void takes_nothing_else(String token) {
        assertThat(read(token)).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.failure())
                    .isInstanceOf(Unavailable.class)
                    .hasMessageStartingWith(
                            "The token endpoint of site 'wiki' gave an answer that is none (status 200).");
            assertThat(failed.nothingSpent()).isFalse();
        });
    }

    private static TokenOutcome read(String token) {
        String body = "{\"access_token\":\"" + token + "\",\"token_type\":\"bearer\",\"expires_in\":60}";
        return TokenAnswer.read(SITE, new HttpAnswer(200, Map.of(), Body.of(body)));
    }
}
