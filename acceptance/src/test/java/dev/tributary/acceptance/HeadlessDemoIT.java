package dev.tributary.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadlessDemoIT {

    @Test
    void walks_the_whole_journey_and_says_what_it_proved() {
        try (TributaryProcess demo = TributaryProcess.start(Map.of(), "demo", "--headless", "--port", "0")) {
            assertThat(demo.exitCode()).as(demo.printed()).isZero();
            assertThat(demo.printed())
                    .containsSubsequence(
                            "authorize", "token", "use", "renew", "use again", "revoke", "authorized as alice")
                    .containsPattern("read [1-9][0-9]* pages")
                    .contains("wrote one page")
                    .contains("renewed twice without the caller noticing")
                    .contains("recovered from a token revoked behind its back")
                    .endsWith("disconnected and revoked");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "revoke-endpoint=absent, disconnected and revoked",
        "access-token-lifetime=PT1H, renewed twice",
        "code-lifetime=PT0.001S, authorized as alice",
    })
    void ends_with_one_and_names_what_a_switch_made_impossible(String setting, String notProved) {
        try (TributaryProcess demo =
                TributaryProcess.start(Map.of(), "demo", "--headless", "--port", "0", "--set", setting)) {
            assertThat(demo.exitCode()).as(demo.printed()).isEqualTo(1);
            assertThat(demo.printed()).contains("not proved: " + notProved);
        }
    }
}
