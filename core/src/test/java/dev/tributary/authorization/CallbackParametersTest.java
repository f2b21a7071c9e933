package dev.tributary.authorization;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.model.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackParametersTest {

    private static final String STATE = "state=abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123_-9";

    @Test
    void a_code_with_its_state_is_read() {
        CallbackParameters given =
                CallbackParameters.read(Secret.of("code=a%2Fb+c&" + STATE)).orElseThrow();

        assertThat(requireNonNull(given.code()).reveal()).isEqualTo("a/b c");
        assertThat(given.state().reveal()).hasSize(43);
        assertThat(given.error()).isNull();
        assertThat(given.issuer()).isNull();
    }

    @Test
    void an_error_is_read_and_its_description_is_not_kept() {
        CallbackParameters given = CallbackParameters.read(
                        Secret.of(STATE + "&error=access_denied&error_description=gr%C3%BC%C3%9Fe&iss=http://c"))
                .orElseThrow();

        assertThat(given.error()).isEqualTo("access_denied");
        assertThat(given.code()).isNull();
        assertThat(given.issuer()).isEqualTo("http://c");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "code=a",
                STATE,
                STATE + "&code=",
                STATE + "&code=a&error=access_denied",
                STATE + "&code=a&code=a",
                STATE + "&code=a&" + STATE,
                STATE + "&code=a&%63ode=b",
                STATE + "&code=a&other=1&other=2",
                STATE + "&error=",
                STATE + "&error=a%22b",
                "state=short&code=a",
                STATE + "x&code=a",
                "state=abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123.~9&code=a",
                STATE + "&code=%",
                STATE + "&code=%4",
                STATE + "&code=%zz",
                STATE + "&code=%+1",
                STATE + "&code=a%00b",
                STATE + "&code=a%0d%0ab",
                STATE + "&code=%c0%af",
                STATE + "&code=%e0%80%af",
                STATE + "&code=%ed%a0%80",
                STATE + "&code=%ff",
                STATE + "&code=gr\u00fcn",
                STATE + "&code=gr%c3%bcn",
                STATE + "&code=a b",
                STATE + "&code=a&",
                STATE + "&&code=a",
                STATE + "&code=a&=b",
                STATE + "&code=a&iss=",
                "&"
            })
    void what_no_server_of_good_will_sends_is_no_callback(String query) {
        assertThat(CallbackParameters.read(Secret.of(query))).isEmpty();
    }

    @Test
    void a_callback_beyond_all_measure_is_refused() {
        assertThat(CallbackParameters.read(Secret.of(STATE + "&code=" + "a".repeat(4097))))
                .isEmpty();
        assertThat(CallbackParameters.read(Secret.of(STATE + "&code=a&x=" + "a".repeat(20_000))))
                .isEmpty();
        assertThat(CallbackParameters.read(Secret.of(STATE + "&code=" + "a".repeat(4096))))
                .isPresent();
    }
}
