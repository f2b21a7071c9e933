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

        assertThat(Redaction.ofBody("application/x-www-form-urlencoded", form))
                .isEqualTo("grant_type=refresh_token refresh_token=… client_secret=… os_password=…");
    }

    @Test
    void hides_the_secret_of_a_choice() {
        assertThat(Redaction.of(URI.create("http://localhost/choose/s3cret"))).isEqualTo("/choose/…");
    }

    @Test
    void hides_the_tokens_of_a_token_request_in_json() {
        String json = "{\"grant_type\":\"refresh_token\",\"refresh_token\":\"s3cret\",\"client_id\":\"demo\"}";

        assertThat(Redaction.ofBody("application/json", json))
                .isEqualTo("grant_type=refresh_token refresh_token=… client_id=demo");
    }

    @Test
    void shows_nothing_of_another_body() {
        assertThat(Redaction.ofBody("application/json", "{\"refresh_token\":\"s3cret\"}"))
                .isEmpty();
    }
}
