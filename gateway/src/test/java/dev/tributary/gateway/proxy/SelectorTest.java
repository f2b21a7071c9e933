package dev.tributary.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.gateway.http.Refused;
import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SelectorTest {

    @ParameterizedTest
    @CsvSource({"alice,alice", "a%20b,a b", "alic%C3%A9,alicé", "a%2520,a%20", "a+b,a+b", "a@b.example,a@b.example"})
    void decodes_a_user_once(String value, String user) {
        assertThat(Selector.of(user(value)).user()).isEqualTo(user);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "é", "a%", "a%2", "a%zz", "%ff", "%c0%af", "a\tb", "%+1"})
    void refuses_a_user_that_is_not_encoded_as_it_should_be(String value) {
        assertThatThrownBy(() -> Selector.of(user(value))).isInstanceOf(Refused.class);
    }

    @Test
    void refuses_nobody_and_two() {
        assertThatThrownBy(() -> Selector.of(MultiMap.caseInsensitiveMultiMap()))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> Selector.of(user("alice").add("tributary-user", "alice")))
                .isInstanceOf(Refused.class);
    }

    @Test
    void knows_what_can_be_no_id() {
        assertThat(Selector.of(connection("x")).id()).isEmpty();
        assertThat(Selector.of(connection("8D9F5C1E-0000-4000-8000-000000000000"))
                        .id())
                .isEmpty();
        assertThat(Selector.of(connection("8d9f5c1e-0000-4000-8000-000000000000"))
                        .id())
                .isPresent();
    }

    private static MultiMap user(String value) {
        return MultiMap.caseInsensitiveMultiMap().add("Tributary-User", value);
    }

    private static MultiMap connection(String value) {
        return MultiMap.caseInsensitiveMultiMap().add("Tributary-Connection", value);
    }
}
