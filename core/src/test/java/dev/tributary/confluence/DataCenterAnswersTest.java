package dev.tributary.confluence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.http.HttpAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataCenterAnswersTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final AnswerReader reader = new DataCenterAnswers();

    @Tag("C21")
    @ParameterizedTest(name = "{0} {1} as {2}: {3}")
    @CsvSource(nullValues = "-", textBlock = """
            GET,    200, alice,     Served[]
            GET,    302, alice,     Served[]
            GET,    400, alice,     Served[]
            GET,    403, alice,     Served[]
            GET,    404, alice,     Served[]
            POST,   409, alice,     Served[]
            GET,    500, alice,     Served[]
            POST,   200, alice,     Served[]
            GET,    401, alice,     TokenRejected[]
            GET,    200, -,         Served[]
            GET,    403, -,         Served[]
            GET,    404, -,         Served[]
            POST,   200, -,         Served[]
            GET,    401, -,         TokenRejected[]
            GET,    200, anonymous, ServedAnonymously[done=false]
            HEAD,   200, anonymous, ServedAnonymously[done=false]
            OPTIONS,200, anonymous, ServedAnonymously[done=false]
            GET,    302, anonymous, ServedAnonymously[done=false]
            GET,    403, anonymous, ServedAnonymously[done=false]
            GET,    404, anonymous, ServedAnonymously[done=false]
            GET,    500, anonymous, ServedAnonymously[done=false]
            GET,    401, anonymous, TokenRejected[]
            POST,   401, anonymous, TokenRejected[]
            POST,   200, anonymous, ServedAnonymously[done=true]
            PUT,    204, anonymous, ServedAnonymously[done=true]
            PATCH,  201, anonymous, ServedAnonymously[done=true]
            DELETE, 302, anonymous, ServedAnonymously[done=true]
            POST,   500, anonymous, ServedAnonymously[done=true]
            POST,   400, anonymous, ServedAnonymously[done=false]
            POST,   403, anonymous, ServedAnonymously[done=false]
            POST,   404, anonymous, ServedAnonymously[done=false]
            GET,    200, bob,       'ServedAsAnother[username=bob, done=false]'
            GET,    401, bob,       'ServedAsAnother[username=bob, done=false]'
            GET,    429, bob,       'ServedAsAnother[username=bob, done=false]'
            POST,   200, bob,       'ServedAsAnother[username=bob, done=true]'
            POST,   303, bob,       'ServedAsAnother[username=bob, done=true]'
            POST,   500, bob,       'ServedAsAnother[username=bob, done=true]'
            POST,   403, bob,       'ServedAsAnother[username=bob, done=false]'
            GET,    429, alice,     'RateLimited[retryAfter=PT10S, reason=null]'
            POST,   429, anonymous, 'RateLimited[retryAfter=PT10S, reason=null]'
            GET,    502, -,         Down[status=502]
            GET,    503, alice,     Down[status=503]
            POST,   504, anonymous, Down[status=504]
            """)
    void every_row_of_the_table_has_one_meaning(String method, int status, String servedAs, String meaning) {
        Map<String, String> headers = servedAs == null ? Map.of() : Map.of("X-AUSERNAME", servedAs);

        assertThat(reader.read(answer("alice", method, status, headers))).hasToString(meaning);
    }

    @ParameterizedTest(name = "account {0} served as {1}: {2}")
    @CsvSource({
        "alice, alice, true",
        "Alice, alice, true",
        "alice, ALICE, true",
        "alice@example.com, alice%40example.com, true",
        "jürgen, j%C3%BCrgen, true",
        "jürgen, jÃ¼rgen, true",
        "jürgen, jürgen, true",
        "100%, 100%, true",
        "a+b, a+b, true",
        "alice, alicé, false",
        "alice, alice2, false",
        "alice, alic, false",
        "a b, a+b, false",
        "jürgen, JÜRGEN, false",
        "kay, \u212aay, false",
        "alice, %00alice, false",
        "anonymouse, anonymous, false",
    })
    void a_name_is_compared_in_the_forms_that_servers_send(String account, String header, boolean same) {
        Meaning meaning = reader.read(answer(account, "GET", 200, Map.of("X-AUSERNAME", header)));

        assertThat(meaning instanceof Meaning.Served).isEqualTo(same);
    }

    @Test
    void an_account_named_anonymous_is_taken_for_nobody() {
        assertThat(reader.read(answer("anonymous", "GET", 200, Map.of("X-AUSERNAME", "anonymous"))))
                .isEqualTo(new Meaning.ServedAnonymously(false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTHENTICATED_FAILED", "AUTHENTICATION_DENIED"})
    void without_a_name_a_failed_login_tells_that_nobody_was_served(String reason) {
        assertThat(reader.read(answer("alice", "GET", 200, Map.of("X-Seraph-LoginReason", reason))))
                .isEqualTo(new Meaning.ServedAnonymously(false));
        assertThat(reader.read(answer("alice", "POST", 200, Map.of("X-Seraph-LoginReason", reason))))
                .isEqualTo(new Meaning.ServedAnonymously(true));
    }

    @Tag("C21")
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            alice,bob       | ServedAsAnother[username=alice, bob, done=false]
            alice,anonymous | ServedAsAnother[username=alice, anonymous, done=false]
            anonymous,alice | ServedAsAnother[username=anonymous, alice, done=false]
            ,bob            | ServedAsAnother[username=, bob, done=false]
            bob,            | ServedAsAnother[username=bob, , done=false]
            alice,alice     | Served[]
            """)
    void a_second_name_is_not_passed_over(String names, String meaning) {
        String served = HttpAnswer.joined(List.of(names.split(",", -1))).orElseThrow();

        assertThat(reader.read(answer("alice", "GET", 200, Map.of("X-AUSERNAME", served))))
                .hasToString(meaning);
    }

    @Test
    void a_failed_login_counts_beside_any_other_reason() {
        Map<String, String> headers = Map.of("X-Seraph-LoginReason", "OK, AUTHENTICATED_FAILED");

        assertThat(reader.read(answer("alice", "GET", 200, headers))).isEqualTo(new Meaning.ServedAnonymously(false));
    }

    @Test
    void an_empty_name_tells_as_little_as_none() {
        assertThat(reader.read(answer("alice", "GET", 200, Map.of("X-AUSERNAME", " "))))
                .isEqualTo(new Meaning.Served());
    }

    @ParameterizedTest(name = "Retry-After: {0} means {1}")
    @CsvSource(delimiter = '|', textBlock = """
            30                            | PT30S
            0                             | PT1S
            -5                            | PT1S
            300                           | PT5M
            301                           | PT5M
            9223372036854775807           | PT5M
            -9223372036854775808          | PT1S
            99999999999999999999999999999 | PT5M
            ' 7 '                         | PT7S
            1.5                           | PT10S
            soon                          | PT10S
            '7, 9'                        | PT10S
            ''                            | PT10S
            Tue, 24 Nov 2026 12:00:20 GMT | PT20S
            Tue, 24 Nov 2026 11:00:00 GMT | PT1S
            Fri, 24 Nov 2090 12:00:00 GMT | PT5M
            Tue, 99 Nov 2026 12:00:00 GMT | PT10S
            """)
    void the_wait_is_clamped_both_ways(String retryAfter, Duration wait) {
        Map<String, String> headers = Map.of("X-AUSERNAME", "alice", "Retry-After", retryAfter);

        assertThat(reader.read(answer("alice", "GET", 429, headers))).isEqualTo(new Meaning.RateLimited(wait));
    }

    @Test
    void a_date_to_come_back_at_is_measured_on_the_clock_of_the_server() {
        Map<String, String> headers = Map.of(
                "Date", "Tue, 24 Nov 2026 12:10:00 GMT",
                "Retry-After", "Tue, 24 Nov 2026 12:10:20 GMT");

        assertThat(reader.read(answer("alice", "GET", 429, headers)))
                .isEqualTo(new Meaning.RateLimited(Duration.ofSeconds(20)));
    }

    @Test
    void a_server_with_two_dates_has_none() {
        Map<String, String> headers = Map.of(
                "Date", "Tue, 24 Nov 2026 12:10:00 GMT, Tue, 24 Nov 2026 12:11:00 GMT",
                "Retry-After", "Tue, 24 Nov 2026 12:00:20 GMT");

        assertThat(reader.read(answer("alice", "GET", 429, headers)))
                .isEqualTo(new Meaning.RateLimited(Duration.ofSeconds(20)));
    }

    private static Answer answer(String account, String method, int status, Map<String, String> headers) {
        TreeMap<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        fields.putAll(headers);
        return new Answer(
                Samples.connectionOf(account),
                method,
                "/rest/api/content",
                status,
                name -> Optional.ofNullable(fields.get(name.toUpperCase(Locale.ROOT))),
                NOW,
                "");
    }
}
