package dev.tributary.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

    @Test
    void fields_are_decoded_as_forms_are() {
        assertThat(Fields.read("user=al%C3%AFce+b%2Bc&site=&status"))
                .isEqualTo(Map.of("user", "alïce b+c", "site", "", "status", ""));
        assertThat(Fields.read("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=1&a=2",
                "a=1&%61=2",
                "=1",
                "&",
                "a=1&",
                "a=%",
                "a=%4",
                "a=%zz",
                "a=%ff",
                "a=%c0%80",
                "a=ï",
                "a= "
            })
    void what_two_readers_could_read_differently_is_refused(String encoded) {
        assertThatThrownBy(() -> Fields.read(encoded)).isInstanceOf(Refused.class);
    }
}
