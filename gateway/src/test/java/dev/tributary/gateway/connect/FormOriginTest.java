package dev.tributary.gateway.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("C5")
class FormOriginTest {

    @ParameterizedTest
    @CsvSource({
        "https://tributary.example, -, -, false",
        "https://tributary.example, same-origin, -, false",
        "https://tributary.example, none, -, false",
        "https://tributary.example, cross-site, -, true",
        "https://tributary.example, same-site, https://tributary.example, true",
        "https://tributary.example, same-origin, https://tributary.internal, false",
        "https://tributary.example, -, https://tributary.example, false",
        "https://tributary.example, -, null, false",
        "https://tributary.example, -, https://evil.example, true",
        "https://tributary.example, -, http://tributary.example, true",
        "https://tributary.example, -, https://tributary.example:8443, true",
        "https://tributary.example, -, https://tributary.example.evil.example, true",
        "https://tributary.example, -, '', true",
        "https://Tributary.example:443/, -, https://tributary.example, false",
        "http://localhost:8081, -, http://localhost:8081, false",
        "http://localhost:8081, -, http://localhost:8082, true",
        "http://[::1]:8081, -, http://[::1]:8081, false",
    })
    void what_the_browser_says_tells_whose_page_it_was(URI publicUrl, String site, String origin, boolean foreign) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        add(headers, "Sec-Fetch-Site", site);
        add(headers, "Origin", origin);

        assertThat(new FormOrigin(publicUrl).isForeign(headers)).isEqualTo(foreign);
    }

    @Test
    void one_word_of_several_is_enough() {
        FormOrigin own = new FormOrigin(URI.create("https://tributary.example"));
        MultiMap origins = MultiMap.caseInsensitiveMultiMap()
                .add("Origin", "https://tributary.example")
                .add("Origin", "https://evil.example");
        MultiMap sites = MultiMap.caseInsensitiveMultiMap()
                .add("Sec-Fetch-Site", "same-origin")
                .add("Sec-Fetch-Site", "cross-site");

        assertThat(own.isForeign(origins)).isTrue();
        assertThat(own.isForeign(sites)).isTrue();
        assertThat(FormOrigin.isElsewhere(sites)).isTrue();
    }

    private static void add(MultiMap headers, String name, String value) {
        if (!value.equals("-")) {
            headers.add(name, value);
        }
    }
}
