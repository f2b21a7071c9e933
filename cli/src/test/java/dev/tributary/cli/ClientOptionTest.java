package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ClientOptionTest {

    private final ClientOption.Converter converter = new ClientOption.Converter();

    @Test
    void takes_redirect_uris_of_either_scheme_with_and_without_a_port() {
        assertThat(converter
                        .convert("my-app:s3cret:http://localhost:8081/callback,HTTPS://my_host/callback?to=wiki")
                        .redirectUris())
                .containsExactly("http://localhost:8081/callback", "HTTPS://my_host/callback?to=wiki");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:8080/callback",
                "/callback",
                "https:/callback",
                "ftp://localhost/callback",
                "http://localhost/callback,localhost:8080/other",
                "http://localhost/a callback",
                "of-a-s3cret-with-a-colon:http://localhost/callback",
                ","
            })
    void says_how_to_write_what_is_no_redirect_uri_without_repeating_what_may_be_secret(String given) {
        assertThatThrownBy(() -> converter.convert("my-app:s3cret:" + given))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("with http:// or https:// and a host")
                .hasMessageNotContaining("s3cret");
    }
}
