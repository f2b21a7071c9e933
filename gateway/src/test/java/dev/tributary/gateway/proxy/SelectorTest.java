package dev.tributary.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.gateway.http.Refused;
import io.vertx.core.MultiMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SelectorTest {

    private static final Caller ANYBODY = new Caller("portal", true, Map.of(), null);
    private static final Caller ALICE = new Caller("portal", true, Map.of(), null, "alice", "alice"::equals);

    @ParameterizedTest
    @CsvSource({"alice,alice", "a%20b,a b", "alic%C3%A9,alicé", "a%2520,a%20", "a+b,a+b", "a@b.example,a@b.example"})
    void decodes_a_user_once(String value, String user) {
        assertThat(Selector.of(user(value), ANYBODY).user()).isEqualTo(user);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "é", "a%", "a%2", "a%zz", "%ff", "%c0%af", "a\tb", "%+1"})
    void refuses_a_user_that_is_not_encoded_as_it_should_be(String value) {
        assertThatThrownBy(() -> Selector.of(user(value), ANYBODY)).isInstanceOf(Refused.class);
    }

    @Tag("C13")
    @Test
    void refuses_nobody_and_two() {
        assertThatThrownBy(() -> Selector.of(MultiMap.caseInsensitiveMultiMap(), ANYBODY))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> Selector.of(user("alice").add("tributary-user", "alice"), ANYBODY))
                .isInstanceOf(Refused.class);
    }

    @Test
    void a_user_who_has_shown_a_token_means_themselves_and_nobody_else() {
        assertThat(Selector.of(MultiMap.caseInsensitiveMultiMap(), ALICE).user())
                .isEqualTo("alice");
        assertThat(Selector.of(user("%61lice"), ALICE).user()).isEqualTo("alice");
        assertThatThrownBy(() -> Selector.of(user("bob"), ALICE))
                .isInstanceOf(Refused.class)
                .extracting(refused -> ((Refused) refused).problem().status())
                .isEqualTo(403);
    }

    @Test
    void knows_what_can_be_no_id() {
        assertThat(Selector.of(connection("x"), ANYBODY).id()).isEmpty();
        assertThat(Selector.of(connection("8D9F5C1E-0000-4000-8000-000000000000"), ANYBODY)
                        .id())
                .isEmpty();
        assertThat(Selector.of(connection("8d9f5c1e-0000-4000-8000-000000000000"), ANYBODY)
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
