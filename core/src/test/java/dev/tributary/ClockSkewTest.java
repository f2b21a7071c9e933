package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.confluence.Content;
import dev.tributary.model.Connection;
import dev.tributary.model.Secret;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.environment.User;
import dev.tributary.simulator.junit.StartConfluence;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** This machine and Confluence's disagree about what time it is; only durations may cross between them. */
class ClockSkewTest {

    @StartConfluence
    ConfluenceSimulator confluence;

    @ParameterizedTest
    @CsvSource({"PT10M, present", "PT-10M, present", "PT10M, absent", "PT-10M, absent"})
    void connecting_calling_and_renewing_work_ten_minutes_apart(Duration ahead, String expiresIn) {
        confluence.switches().set(Switch.EXPIRES_IN, expiresIn);
        try (Tributary tributary = Tributary.builder()
                .site(Desk.wiki("wiki", confluence))
                .clock(Clock.offset(confluence.clock(), ahead))
                .build()) {
            Connection connection = connect(tributary);
            assertThat(titles(tributary, connection)).isNotEmpty();
            Secret first = tributary.accessToken(connection, Duration.ofMinutes(30));

            confluence.clock().advance(Duration.ofMinutes(45));
            assertThat(tributary.accessToken(connection, Duration.ZERO))
                    .as("a token that lives for another quarter of an hour is kept")
                    .isEqualTo(first);
            assertThat(titles(tributary, connection)).isNotEmpty();

            confluence.clock().advance(Duration.ofMinutes(20));
            assertThat(tributary.accessToken(connection, Duration.ZERO)).isNotEqualTo(first);
            assertThat(titles(tributary, connection)).isNotEmpty();
            assertThat(confluence.requests().of("POST", Wobbly.TOKEN)).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"PT10M", "PT-10M"})
    void a_personal_access_token_works_ten_minutes_apart(Duration ahead) {
        try (Tributary tributary = Tributary.builder()
                .site(Desk.wiki("wiki", confluence))
                .clock(Clock.offset(confluence.clock(), ahead))
                .build()) {
            Connection connection = tributary.connectWithPersonalAccessToken("alice", "wiki", personalToken());

            assertThat(titles(tributary, connection)).isNotEmpty();
        }
    }

    private Secret personalToken() {
        User alice = confluence.users().all().stream()
                .filter(user -> user.name().equals("alice"))
                .findFirst()
                .orElseThrow();
        return Secret.of(confluence.personalTokens().create(alice, "for the portal", Duration.ofHours(1)));
    }

    private static Connection connect(Tributary tributary) {
        AuthorizationRequest request = tributary.authorize("alice", "wiki").begin();
        return tributary.complete(Desk.approved("alice", request), "alice");
    }

    private static List<String> titles(Tributary tributary, Connection connection) {
        return tributary
                .confluence(connection)
                .search("type = page and space = DEMO")
                .map(Content::title)
                .toList();
    }
}
