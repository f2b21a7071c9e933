package dev.tributary.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Execution(ExecutionMode.CONCURRENT)
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

    @Test
    void walks_the_whole_journey_at_cloud_and_says_what_it_proved() {
        try (TributaryProcess demo = cloud()) {
            assertThat(demo.exitCode()).as(demo.printed()).isZero();
            assertThat(demo.printed())
                    .containsSubsequence(
                            "authorize",
                            "token",
                            "use",
                            "renew",
                            "use again",
                            "its answer is lost",
                            "Asked for again",
                            "scope",
                            "To ask for: ",
                            "write:comment:confluence",
                            "revoke",
                            "Atlassian has no revocation endpoint. The user removes the app at http",
                            "choose",
                            "remove",
                            "authorized as alice, at the site she chose among two",
                            "wrote one page",
                            "renewed twice without the caller noticing",
                            "replayed a lost answer within the ten-minute leeway without the caller noticing",
                            "a missing scope was reported, and mended by a second consent",
                            "disconnected, with the tokens erased and the grant alive",
                            "connected to the other site, chosen on the gateway's page")
                    .containsPattern("read [1-9][0-9]* pages")
                    .endsWith("ended the grant by the link to the page where users remove apps");
        }
    }

    @Test
    void ends_with_one_where_atlassian_forgives_for_too_short_a_time() {
        try (TributaryProcess demo = cloud("--set", "cloud-refresh-leeway=PT1M")) {
            assertThat(demo.exitCode()).as(demo.printed()).isEqualTo(1);
            assertThat(demo.printed()).contains("not proved: replayed a lost answer");
        }
    }

    private static TributaryProcess cloud(String... more) {
        List<String> all = new ArrayList<>(List.of("demo", "--edition", "cloud", "--headless", "--port", "0"));
        all.addAll(List.of(more));
        return TributaryProcess.start(Map.of(), all.toArray(String[]::new));
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
