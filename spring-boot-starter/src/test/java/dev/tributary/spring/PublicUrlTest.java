package dev.tributary.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.model.Misconfigured;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class PublicUrlTest {

    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void without_a_setting_it_is_the_server_on_this_machine() {
        assertThat(PublicUrl.of(null, environment)).hasToString("http://localhost:8080");

        environment.setProperty("server.port", "9000");
        environment.setProperty("server.servlet.context-path", "/docs");
        assertThat(PublicUrl.of(null, environment)).hasToString("http://localhost:9000/docs");
    }

    @Test
    void a_server_with_a_certificate_is_found_by_https() {
        environment.setProperty("server.ssl.bundle", "web");
        assertThat(PublicUrl.of(null, environment)).hasToString("https://localhost:8080");

        environment.setProperty("server.ssl.enabled", "false");
        assertThat(PublicUrl.of(null, environment)).hasToString("http://localhost:8080");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://docs.example.com",
                "https://docs.example.com/?a=b",
                "https://docs.example.com/#top",
                "https://ann:secret@docs.example.com",
                "docs.example.com"
            })
    void what_browsers_cannot_be_sent_to_safely_is_refused_with_the_name_of_the_property(String url) {
        assertThatThrownBy(() -> PublicUrl.of(URI.create(url), environment))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("tributary.public-url");
    }
}
