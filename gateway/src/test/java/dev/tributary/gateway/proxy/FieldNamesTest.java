package dev.tributary.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FieldNamesTest {

    private static final FieldNames NAMES = FieldNames.of("te", "via", "age", "set-cookie");

    @ParameterizedTest
    @CsvSource({
        "te, true",
        "TE, true",
        "Age, true",
        "via, true",
        "Set-Cookie, true",
        "'', false",
        "t, false",
        "tx, false",
        "aged, false",
        "set_cookie, false",
        "set-cookie2, false",
        "a-name-longer-than-all, false"
    })
    void whole_names_are_known_in_any_case(String name, boolean known) {
        assertThat(NAMES.has(name)).isEqualTo(known);
    }

    @ParameterizedTest
    @CsvSource({
        "CDN-Cache-Control, true",
        "cdn-cache-control, true",
        "-cache-control, true",
        "cache-control, false",
        "cache-controls, false",
        "'', false"
    })
    void a_name_ends_in_any_case(String name, boolean ends) {
        assertThat(FieldNames.ends(name, "-cache-control")).isEqualTo(ends);
    }

    @ParameterizedTest
    @CsvSource({"Set-Cookie2, true", "set-cookie, true", "set-cook, false", "'', false"})
    void a_name_begins_in_any_case(String name, boolean begins) {
        assertThat(FieldNames.begins(name, "set-cookie")).isEqualTo(begins);
    }
}
