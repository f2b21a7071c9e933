package dev.tributary.confluence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.model.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudAnswersTest {

    private static final String SCOPE = "{\"code\":401,\"message\":\"Unauthorized; scope does not match\"}";

    private final AnswerReader reader = new CloudAnswers();
    private final Connection connection = Samples.connectionOf("alice");
    private final Instant end = Objects.requireNonNull(connection.dates().expiresAt());

    @Test
    void a_401_that_speaks_of_a_scope_is_no_matter_of_the_token() {
        assertThat(reader.wantsBody(401)).isTrue();
        assertThat(read("GET", 401, end.minusSeconds(60), SCOPE))
                .isEqualTo(new Meaning.ScopeMissing(List.of("read:page:confluence")));
        assertThat(read("GET", 401, end.minusSeconds(60), "{\"code\":401,\"message\":\"Unauthorized\"}"))
                .isEqualTo(new Meaning.TokenRejected());
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404})
    void a_403_and_a_404_are_those_of_an_expired_token_once_its_end_has_passed(int status) {
        assertThat(reader.wantsBody(status)).isFalse();
        assertThat(read("GET", status, end.minusSeconds(1), "")).isEqualTo(new Meaning.Served());
        assertThat(read("GET", status, end, "")).isEqualTo(new Meaning.TokenRejected());
    }

    @Test
    void what_is_gone_is_the_servers_word() {
        assertThat(read("GET", 410, end.plusSeconds(1), "")).isEqualTo(new Meaning.Served());
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void a_gateways_status_says_that_confluence_is_down(int status) {
        assertThat(read("POST", status, end, "")).isEqualTo(new Meaning.Down(status));
    }

    @Test
    void too_many_requests_say_when_to_come_back() {
        assertThat(reader.read(answer("GET", 429, end, "", Map.of("RETRY-AFTER", "7"))))
                .isEqualTo(new Meaning.RateLimited(Duration.ofSeconds(7)));
    }

    @Test
    void a_write_that_was_done_as_nobody_has_happened() {
        Map<String, String> nobody = Map.of("X-AUSERNAME", "anonymous");

        assertThat(reader.read(answer("POST", 200, end, "", nobody))).isEqualTo(new Meaning.ServedAnonymously(true));
        assertThat(reader.read(answer("GET", 200, end, "", nobody))).isEqualTo(new Meaning.ServedAnonymously(false));
        assertThat(reader.read(answer("POST", 400, end, "", nobody))).isEqualTo(new Meaning.ServedAnonymously(false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice, anonymous", "anonymous, alice", ", anonymous"})
    void nobody_is_nobody_beside_any_name(String names) {
        assertThat(reader.read(answer("GET", 200, end, "", Map.of("X-AUSERNAME", names))))
                .isEqualTo(new Meaning.ServedAnonymously(false));
    }

    @Test
    void two_reasons_of_a_limit_are_none() {
        Map<String, String> headers = Map.of("RATELIMIT-REASON", "jira-quota, jira-burst", "RETRY-AFTER", "7");

        assertThat(reader.read(answer("GET", 429, end, "", headers)))
                .isEqualTo(new Meaning.RateLimited(Duration.ofSeconds(7)));
    }

    private Meaning read(String method, int status, Instant at, String body) {
        return reader.read(answer(method, status, at, body, Map.of()));
    }

    private Answer answer(String method, int status, Instant at, String body, Map<String, String> headers) {
        return new Answer(
                connection,
                method,
                "/wiki/api/v2/pages",
                status,
                name -> Optional.ofNullable(headers.get(name.toUpperCase(Locale.ROOT))),
                at,
                body);
    }
}
