package dev.tributary.deployment;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"wiki.example.com", "wiki.example.com:8443/wiki", "localhost:8090", "10.0.0.5", "WIKI.example/"})
    void what_lacks_its_scheme_alone_is_shown_with_it(String written) {
        assertThatCode(() -> BaseUrls.canonical(URI.create(written)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The base URL must be absolute: write https://" + written + ".");
    }

    /** A secret, or a password, may stand at the wrong place. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "intranet",
                "admin:password@wiki.example.com",
                "d3ds3cret",
                "abc.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N",
                "ftp://wiki.example.com"
            })
    void anything_else_is_not_shown(String written) {
        assertThatCode(() -> BaseUrls.canonical(URI.create(written)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("begin with https://")
                .message()
                .doesNotContain(written);
    }
}
