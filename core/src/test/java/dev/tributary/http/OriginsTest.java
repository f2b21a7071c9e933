package dev.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsTest {

    private static final URI WIKI = URI.create("https://wiki.example/confluence");

    @ParameterizedTest
    @CsvSource({
        "https://wiki.example/confluence/rest/api/content, wiki",
        "https://WIKI.example:443/elsewhere, wiki",
        "HTTPS://wiki.example, wiki",
        "https://wiki.example:8443/confluence, otherwise",
        "http://wiki.example/confluence, otherwise",
        "https://wiki.example.evil/confluence, otherwise",
        "https://wiki.example@evil.example/confluence, otherwise",
        "http://localhost:8090/x, local",
        "http://localhost/x, otherwise",
    })
    void a_call_goes_by_the_transport_of_its_origin(String uri, String expected) {
        Transport transport = Transport.byOrigin(
                Map.of(WIKI, named("wiki"), URI.create("http://localhost:8090"), named("local")), named("otherwise"));

        HttpAnswer answer = Calling.answer(transport, Calling.get(URI.create(uri)));

        assertThat(answer.header("By")).contains(expected);
    }

    @Test
    void two_sites_at_one_origin_share_a_transport() {
        Transport one = named("one");
        Map<URI, Transport> same = new LinkedHashMap<>();
        same.put(WIKI, one);
        same.put(URI.create("https://wiki.example/other"), one);

        assertThat(Calling.answer(Transport.byOrigin(same, named("otherwise")), Calling.get(WIKI))
                        .header("By"))
                .contains("one");
    }

    @Test
    void two_ways_to_one_origin_are_refused() {
        Map<URI, Transport> different = new LinkedHashMap<>();
        different.put(WIKI, named("one"));
        different.put(URI.create("https://wiki.example:443/other"), named("two"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Transport.byOrigin(different, named("otherwise")))
                .withMessageContaining("https://wiki.example:443");
    }

    private static Transport named(String name) {
        return call -> CompletableFuture.completedFuture(new HttpAnswer(200, Map.of("By", List.of(name)), Body.EMPTY));
    }
}
