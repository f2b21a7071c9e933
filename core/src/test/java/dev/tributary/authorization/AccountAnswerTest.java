package dev.tributary.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.deployment.AccountFields;
import dev.tributary.http.Body;
import dev.tributary.http.HttpAnswer;
import dev.tributary.model.Account;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountAnswerTest {

    private static final String ALICE = """
            {"type":"known","userKey":"8a7f","username":"alice","displayName":"Alice \\u00c5"}""";

    @Test
    void the_user_of_Confluence_is_known_by_key_name_and_display_name() {
        assertThat(read(200, ALICE)).contains(new Account("8a7f", "alice", "Alice \u00c5"));
    }

    @Test
    void a_user_without_a_display_name_is_shown_by_the_login_name() {
        assertThat(read(200, "{\"userKey\":\"8a7f\",\"username\":\"alice\"}"))
                .contains(new Account("8a7f", "alice", "alice"));
    }

    @Test
    void a_user_of_OpenID_Connect_is_known_by_the_subject() {
        HttpAnswer answer = new HttpAnswer(200, Map.of(), Body.of("{\"sub\":\"u1\",\"name\":\"Alice\"}"));

        assertThat(AccountAnswer.read(answer, AccountFields.OPEN_ID)).contains(new Account("u1", "u1", "Alice"));
    }

    @Test
    void a_header_that_says_anonymous_outweighs_the_body() {
        HttpAnswer answer = new HttpAnswer(200, Map.of("x-ausername", List.of("anonymous")), Body.of(ALICE));

        assertThat(AccountAnswer.read(answer, AccountFields.CONFLUENCE)).isEmpty();
    }

    @Test
    void a_header_that_says_anonymous_counts_behind_another() {
        Map<String, List<String>> headers = Map.of("x-ausername", List.of("alice", "anonymous"));

        assertThat(AccountAnswer.read(new HttpAnswer(200, headers, Body.of(ALICE)), AccountFields.CONFLUENCE))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 302, 401, 403, 404})
    void any_status_but_200_names_nobody(int status) {
        assertThat(read(status, ALICE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"anonymous\",\"displayName\":\"Anonymous\"}",
                "{\"type\":\"anonymous\",\"userKey\":\"8a7f\",\"username\":\"alice\"}",
                "{\"type\":\"known\",\"displayName\":\"Alice\"}",
                "{\"userKey\":\"\",\"username\":\"alice\"}",
                "{\"userKey\":\"8a7f\",\"username\":null}",
                "{\"userKey\":8,\"username\":{}}",
                "{\"userKey\":\"8a\\u0000f\",\"username\":\"alice\"}",
                "[]",
                "\"alice\"",
                "<html>Log in</html>",
                "{\"userKey\":",
                ""
            })
    void an_answer_without_a_user_names_nobody(String body) {
        assertThat(read(200, body)).isEmpty();
    }

    private static Optional<Account> read(int status, String body) {
        return AccountAnswer.read(new HttpAnswer(status, Map.of(), Body.of(body)), AccountFields.CONFLUENCE);
    }
}
