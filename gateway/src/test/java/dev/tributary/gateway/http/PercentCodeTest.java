package dev.tributary.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentCodeTest {

    @ParameterizedTest
    @CsvSource({"alice, alice", "a%20b, a b", "alic%C3%A9, alicé", "%41%4a, AJ", "a+b, a+b", "%25%32%35, %25"})
    void decodes_once(String encoded, String text) {
        assertThat(PercentCode.decode(encoded)).contains(text);
    }

    @Test
    void nothing_stays_nothing() {
        assertThat(PercentCode.decode("")).contains("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%",
                "%4",
                "%4g",
                "%-1",
                "%\uff11\uff11",
                "%C3",
                "%C0%80",
                "%ED%A0%80",
                "a b",
                "alic\u00e9",
                "a\tb"
            })
    void refuses_what_two_readers_could_read_differently(String encoded) {
        assertThat(PercentCode.decode(encoded)).isEmpty();
    }
}
