package dev.tributary.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "10.1.2.4/31, 10.1.2.5, true",
        "10.1.2.4/31, 10.1.2.6, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, ::1, false",
        "::/0, 10.0.0.1, false",
        "::1, ::1, true",
        "::1, 0:0:0:0:0:0:0:1, true",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "10.0.0.0/8, ::ffff:10.1.2.3, true"
    })
    void has_what_begins_alike(String range, String address, boolean within) {
        assertThat(AddressRange.read(range).has(AddressRange.address(address).orElseThrow()))
                .isEqualTo(within);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "example.org",
                "10.1",
                "010.0.0.1",
                "256.0.0.1",
                "1.2.3.4.5",
                "fe80::1%eth0",
                ":",
                ":::",
                "1:2:3:4:5:6:7:8:9",
                "[::1]",
                "10.0.0.1:80",
                "",
                " 10.0.0.1",
                "a:b",
                "0x7f.0.0.1",
                "2130706433"
            })
    void reads_no_names_and_no_odd_forms(String text) {
        assertThat(AddressRange.address(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/08", "10.0.0.0/-1", "::1/64", "::/129", "*"})
    void a_range_that_is_none_is_told(String text) {
        assertThatThrownBy(() -> AddressRange.read(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "alice, alice, true",
        "alice, ALICE, false",
        "alice, alice2, false",
        "al*, alice, true",
        "al*, al, true",
        "al*, bal, false",
        "*, anybody, true",
        "*-batch, night-batch, true",
        "*-batch, night-batch-, false",
        "a*b*c, a-b-b-c, true",
        "a*b*c, a-c-b, false",
        "a.c, abc, false",
        "**a, a, true"
    })
    void a_pattern_means_the_users_that_look_like_it(String pattern, String user, boolean meant) {
        assertThat(UserPattern.read(pattern).matches(user)).isEqualTo(meant);
    }
}
