package dev.tributary.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.Site;
import dev.tributary.http.Body;
import dev.tributary.http.HttpAnswer;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.Secret;
import dev.tributary.model.Unavailable;
import dev.tributary.token.TokenOutcome.Failed;
import dev.tributary.token.TokenOutcome.Issued;
import dev.tributary.token.TokenOutcome.Refused;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                            "The token endpoint of site 'wiki' answered with neither tokens nor an error of OAuth (status 200).");
            assertThat(failed.nothingSpent()).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 401, 403, 500})
    void a_refused_credential_is_told_by_its_code_at_any_status(int status) {
        HttpAnswer answer = error(status, "invalid_grant");

        assertThat(TokenAnswer.toCode(SITE, answer)).isEqualTo(new Refused("invalid_grant"));
        assertThat(TokenAnswer.toRefreshToken(SITE, answer)).isEqualTo(new Refused("invalid_grant"));
    }

    @Test
    void an_invalid_request_may_be_an_old_code_and_is_never_an_ended_grant() {
        HttpAnswer answer = error(400, "invalid_request");

        assertThat(TokenAnswer.toCode(SITE, answer)).isEqualTo(new Refused("invalid_request"));
        assertThat(TokenAnswer.toRefreshToken(SITE, answer)).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.failure())
                    .isInstanceOf(Misconfigured.class)
                    .hasMessageStartingWith("sites.wiki.baseUrl: Confluence refused the request itself");
            assertThat(failed.nothingSpent()).isFalse();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "invalid_client, sites.wiki.clientSecret: Confluence refused client id or secret (invalid_client).",
        "unauthorized_client, sites.wiki.clientSecret: Confluence refused client id or secret (unauthorized_client).",
        "invalid_scope, sites.wiki.scopes: Confluence refused what is asked for (invalid_scope).",
    })
    void a_refused_client_is_a_setting_and_nothing_is_spent(String error, String message) {
        assertThat(TokenAnswer.toRefreshToken(SITE, error(400, error))).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.failure()).isInstanceOf(Misconfigured.class).hasMessageStartingWith(message);
            assertThat(failed.nothingSpent()).isTrue();
        });
    }

    private static HttpAnswer error(int status, String error) {
        return new HttpAnswer(status, Map.of(), Body.of("{\"error\":\"" + error + "\"}"));
    }

    private static TokenOutcome read(String token) {
        String body = "{\"access_token\":\"" + token + "\",\"token_type\":\"bearer\",\"expires_in\":60}";
        return TokenAnswer.toCode(SITE, new HttpAnswer(200, Map.of(), Body.of(body)));
    }
}
