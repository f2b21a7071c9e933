package dev.tributary.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

@Tag("C36")
class OwnFormsTest {

    private static final URI HERE = URI.create("https://portal.example.com/app");

    private final OwnForms withoutSecurity = new OwnForms(HERE, HiddenField.NONE);
    private final OwnForms withSecurity = new OwnForms(HERE, request -> Map.of("_csrf", "token"));

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, same-origin, true",
        "Sec-Fetch-Site, same-site, false",
        "Sec-Fetch-Site, cross-site, false",
        "Sec-Fetch-Site, none, false",
        "Origin, https://portal.example.com, true",
        "Origin, https://portal.example.com:8443, false",
        "Origin, http://portal.example.com, false",
        "Origin, https://portal.example.com.evil.example, false",
        "Origin, null, false"
    })
    void what_a_browser_says_decides_with_and_without_spring_security(String header, String value, boolean own) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/app/confluence/wiki/connect");
        request.addHeader(header, value);

        assertThat(withoutSecurity.sent(request)).isEqualTo(own);
        assertThat(withSecurity.sent(request)).isEqualTo(own);
    }

    @Test
    void where_a_browser_says_nothing_only_a_checked_field_is_enough() {
        MockHttpServletRequest silent = new MockHttpServletRequest("POST", "/app/confluence/wiki/connect");

        assertThat(withoutSecurity.sent(silent)).isFalse();
        assertThat(withSecurity.sent(silent)).isTrue();
    }
}
