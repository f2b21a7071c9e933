package dev.tributary.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LocationsTest {

    private static final String TARGET = "/confluence/rest/api/content?x=y";

    private final Locations locations = new Locations(
            URI.create("https://wiki.example/confluence"),
            URI.create("https://gw.example/sites/wiki"),
            List.of(URI.create("https://media.example")));

    @ParameterizedTest
    @CsvSource({
        "/confluence,https://gw.example/sites/wiki",
        "/confluence/x,https://gw.example/sites/wiki/x",
        "https://WIKI.example:443/confluence/x?a=b#c,https://gw.example/sites/wiki/x?a=b#c",
        "content/1,https://gw.example/sites/wiki/rest/api/content/1",
        "//wiki.example/confluence/x,https://gw.example/sites/wiki/x",
        "https://media.example/file/x?token=a%2Fb,https://media.example/file/x?token=a%2Fb",
        "https://MEDIA.example:443/file/x,https://MEDIA.example:443/file/x"
    })
    void rewrites(String location, String rewritten) {
        assertThat(locations.rewritten(location, TARGET)).hasValue(rewritten);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/other",
                "/confluencex",
                "/confluence/../other",
                "/confluence/%2e%2e/%2E%2E/v1/connections",
                "/confluence/.%2e/other",
                "/confluence/x/%2e",
                "/confluence/x%2f..%2fy",
                "/confluence/x//y",
                "/confluence/x;/../y",
                "../../../../other",
                "http://wiki.example/confluence/x",
                "https://wiki.example:8443/confluence/x",
                "https://evil.example/confluence/x",
                "http://media.example/file/x",
                "https://media.example:8443/file/x",
                "https://media.example.evil.example/file/x",
                "https://u@media.example/file/x",
                "https://wiki.example@evil.example/confluence/x",
                "https://u@wiki.example/confluence/x",
                "//evil.example/confluence",
                "/\\evil.example",
                "https:evil",
                "javascript:alert(1)",
                "ht tp://x"
            })
    void withholds(String location) {
        assertThat(locations.rewritten(location, TARGET)).isEmpty();
    }
}
