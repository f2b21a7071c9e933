package dev.tributary.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.security.web.csrf.DeferredCsrfToken;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;

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

    @ParameterizedTest
    @CsvSource({
        "https://Portal.Example.com:443/app, https://portal.example.com",
        "https://portal.example.com:8443, https://portal.example.com:8443",
        "http://localhost:80, http://localhost",
        "http://localhost:8080/app, http://localhost:8080",
        "http://[::1]:8080, http://[::1]:8080"
    })
    void an_origin_is_known_however_the_public_url_is_written(URI publicUrl, String origin) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/confluence/wiki/connect");
        request.addHeader("Origin", origin);

        assertThat(new OwnForms(publicUrl, HiddenField.NONE).sent(request)).isTrue();
    }

    @Test
    void where_a_browser_says_nothing_the_field_must_be_sent_with_its_value() {
        MockHttpServletRequest silent = new MockHttpServletRequest("POST", "/app/confluence/wiki/connect");

        assertThat(withoutSecurity.sent(silent)).isFalse();
        assertThat(withSecurity.sent(silent))
                .as("that there is such a field says nothing")
                .isFalse();
        silent.setParameter("_csrf", "another token");
        assertThat(withSecurity.sent(silent)).isFalse();
        silent.setParameter("_csrf", "token");
        assertThat(withSecurity.sent(silent)).isTrue();
        assertThat(withoutSecurity.sent(silent)).isFalse();
    }

    @Test
    void a_field_of_spring_security_counts_masked_and_bare_and_with_no_other_value() {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/app/confluence/wiki/connect");
        DefaultCsrfToken token = new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", "bare-token");
        OwnForms forms = new OwnForms(HERE, new SecurityField());
        request.setParameter("_csrf", "bare-token");
        assertThat(forms.sent(request)).as("where no filter knows a token").isFalse();

        HttpSessionCsrfTokenRepository kept = new HttpSessionCsrfTokenRepository();
        MockHttpServletResponse response = new MockHttpServletResponse();
        kept.saveToken(token, request, response);
        DeferredCsrfToken deferred = kept.loadDeferredToken(request, response);
        request.setAttribute(DeferredCsrfToken.class.getName(), deferred);
        new XorCsrfTokenRequestAttributeHandler().handle(request, response, deferred);

        String masked = forms.fields(request).getOrDefault("_csrf", "");
        assertThat(masked).isNotEmpty().isNotEqualTo("bare-token");
        assertThat(forms.sent(request)).isTrue();
        request.setParameter("_csrf", masked);
        assertThat(forms.sent(request)).isTrue();
        request.setParameter("_csrf", "another-one");
        assertThat(forms.sent(request)).isFalse();
        request.removeParameter("_csrf");
        assertThat(forms.sent(request)).isFalse();
    }
}
