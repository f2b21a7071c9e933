package dev.tributary.gateway.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.model.Secret;
import io.vertx.core.MultiMap;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C6")
class FlowCookieTest {

    private final FlowCookie secure = new FlowCookie(URI.create("https://tributary.example.org"));
    private final FlowCookie plain = new FlowCookie(URI.create("http://localhost:8081"));
    private final Secret browser = AuthorizationRequest.newBrowser();

    @Test
    void over_https_it_belongs_to_this_host_alone_and_travels_over_tls_only() {
        assertThat(secure.keep(browser))
                .startsWith("__Host-tributary-flow=")
                .contains("; Path=/;", "; HttpOnly", "; SameSite=Lax", "; Secure")
                .doesNotContain("Domain");
    }

    @Test
    void on_this_machine_it_has_a_plain_name() {
        assertThat(plain.keep(browser)).startsWith("tributary-flow=").doesNotContain("Secure");
    }

    @Test
    void a_plain_cookie_that_somebody_planted_does_not_count_over_https() {
        assertThat(secure.shown(cookies(pair(plain)))).isEmpty();
        assertThat(secure.shown(cookies(pair(secure)))).contains(browser);
    }

    @Test
    void it_is_found_among_others_and_in_quotes() {
        assertThat(plain.shown(cookies("a=b; " + pair(plain) + "; x-" + pair(plain))))
                .contains(browser);
        assertThat(plain.shown(cookies("$Version=\"1\"; " + pair(plain).replace("=", "=\"") + "\";$Path=\"/\"")))
                .contains(browser);
        assertThat(plain.shown(cookies("x-" + pair(plain)))).isEmpty();
    }

    @Test
    void two_of_them_are_none() {
        assertThat(plain.shown(cookies(pair(plain) + "; " + pair(plain)))).isEmpty();
        assertThat(plain.shown(cookies(pair(plain)).add("Cookie", pair(plain)))).isEmpty();
    }

    private String pair(FlowCookie cookie) {
        String field = cookie.keep(browser);
        return field.substring(0, field.indexOf(';'));
    }

    private static MultiMap cookies(String field) {
        return MultiMap.caseInsensitiveMultiMap().add("Cookie", field);
    }
}
