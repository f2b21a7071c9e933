package dev.tributary.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class RedactionTest {

    @Test
    void shows_what_is_harmless_and_hides_everything_else() {
        URI uri = URI.create("http://localhost/authorize?client_id=demo&state=s3cret&code_challenge=c&new_secret=n");

        assertThat(Redaction.of(uri)).isEqualTo("/authorize?client_id=demo&state=…&code_challenge=…&new_secret=…");
    }

    @Test
    void hides_the_secret_of_a_connect_link() {
        assertThat(Redaction.of(URI.create("http://localhost/connect/s3cret"))).isEqualTo("/connect/…");
    }

    @Test
    void hides_the_tokens_and_passwords_of_a_form() {
        String form = "grant_type=refresh_token&refresh_token=s3cret&client_secret=s3cret&os_password=s3cret";

        assertThat(Redaction.ofForm("application/x-www-form-urlencoded", form))
                .isEqualTo("grant_type=refresh_token refresh_token=… client_secret=… os_password=…");
    }

    @Test
    void shows_nothing_of_a_body_that_is_no_form() {
        assertThat(Redaction.ofForm("application/json", "{\"refresh_token\":\"s3cret\"}"))
                .isEmpty();
    }
}
