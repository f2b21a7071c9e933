package dev.tributary.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectTest {

    private static final Dialect LADDER = Dialect.dataCenter(URI.create("http://localhost:8090/confluence"));
    private static final Dialect SET = Dialect.openId("http://localhost:3000");

    @ParameterizedTest
    @CsvSource({"WRITE, READ, READ", "WRITE, WRITE, WRITE", "ADMIN, READ WRITE, WRITE", "READ WRITE, WRITE READ, WRITE"
    })
    void on_a_ladder_one_scope_is_asked_for(String allowed, String wanted, String asked) {
        assertThat(LADDER.within(scopes(allowed), scopes(wanted))).containsExactly(asked);
    }

    @ParameterizedTest
    @CsvSource({"READ, WRITE", "WRITE, ADMIN", "WRITE, read", "WRITE, READ openid", "unknown, READ"})
    void on_a_ladder_nothing_above_the_allowed_rung_is_asked_for(String allowed, String wanted) {
        assertThatThrownBy(() -> LADDER.within(scopes(allowed), scopes(wanted)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void of_a_set_a_part_is_asked_for_as_it_is_wanted() {
        assertThat(SET.within(List.of("openid", "offline_access"), List.of("offline_access", "openid")))
                .containsExactly("offline_access", "openid");
        assertThatThrownBy(() -> SET.within(List.of("openid"), List.of("openid", "email")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("email");
    }

    private static List<String> scopes(String list) {
        return List.of(list.split(" ", -1));
    }
}
