package dev.tributary.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.http.Body;
import dev.tributary.http.HttpAnswer;
import dev.tributary.model.Secret;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalTokensTest {

    @ParameterizedTest
    @ValueSource(strings = {"2027-01-02T03:04:05.000Z", "2027-01-02T05:04:05.000+0200", "2027-01-02T05:04:05+02:00"})
    void the_end_of_the_only_token_is_known_however_its_zone_is_written(String date) {
        assertThat(PersonalTokens.onlyExpiry(answer("[{\"id\":1,\"expiringAt\":\"" + date + "\"}]")))
                .contains(Instant.parse("2027-01-02T03:04:05Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[{\"expiringAt\":\"2027-01-02T03:04:05Z\"},{\"expiringAt\":\"2027-01-02T03:04:05Z\"}]",
                "[{\"expiringAt\":\"soon\"}]",
                "[{\"expiringAt\":\"2027-01-02T03:04:05\"}]",
                "[{}]",
                "{}",
                "<html>"
            })
    void anything_less_certain_is_unknown(String body) {
        assertThat(PersonalTokens.onlyExpiry(answer(body))).isEmpty();
    }

    @Test
    void only_what_can_stand_in_a_header_is_a_token() {
        assertThat(PersonalTokens.isBearerToken(Secret.of("MDEyMzQ1Njc4OTAxOxQx+/4=")))
                .isTrue();
        assertThat(PersonalTokens.isBearerToken(Secret.of("token\r\nX-Forged: 1")))
                .isFalse();
        assertThat(PersonalTokens.isBearerToken(Secret.of("two words"))).isFalse();
        assertThat(PersonalTokens.isBearerToken(Secret.of("gr\u00fcn-gr\u00fcn")))
                .isFalse();
    }

    private static HttpAnswer answer(String body) {
        return new HttpAnswer(200, Map.of(), Body.of(body));
    }
}
