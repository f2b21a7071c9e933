package dev.tributary.confluence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tributary.http.Body;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfluenceRequestTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/rest/api/content",
                "/rest/api/content/",
                "/rest/api/content/123?expand=body.storage,version",
                "/rest/api/content/search?cql=title%20%3D%20%22a/b%22+and+type=page",
                "/display/~alice/J%C3%BCrgen",
                "/download/attachments/1/a:b@c(1)$&'*+,=!.png",
                "/x?path=/a/../b;c?d",
            })
    void a_canonical_target_is_sent_as_it_is(String target) {
        assertThat(ConfluenceRequest.get(target).target()).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rest/api/content",
                "https://evil.example/rest",
                "//evil.example/rest",
                "@evil.example/rest",
                ":80/rest",
                "/rest//api",
                "/rest/api//",
                "/rest/../secure",
                "/rest/./api",
                "/..",
                "/rest/%2e%2e/secure",
                "/rest/.%2E/secure",
                "/rest/%2e/secure",
                "/rest\\..\\x",
                "/rest/a%2fb",
                "/rest/a%5Cb",
                "/rest/a%3Bb",
                "/rest/a%252fb",
                "/rest/%252e%252e/b",
                "/rest/%25252e/b",
                "/rest/a;jsessionid=1",
                "/rest/a%00",
                "/rest/a%0d%0aX:%201",
                "/rest/a%7f",
                "/rest/%c0%ae",
                "/rest/%ff",
                "/rest/%zz",
                "/rest/%2",
                "/rest/a b",
                "/rest/ä",
                "/rest/a\r\nX: 1",
                "/rest#fragment",
                "/rest?a=b#c",
                "/rest?a=b c",
                "/rest?a=ä",
                "/rest?a=%",
            })
    void a_target_that_could_be_read_in_two_ways_is_refused(String target) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfluenceRequest.get(target))
                .withMessageStartingWith("The target ");
    }

    @Test
    void a_long_target_is_sent_too() {
        String query = "/rest/api/content/search?cql=" + "%20or%20id=1".repeat(10_000);
        String path = "/a".repeat(10_000);

        assertThat(ConfluenceRequest.get(query).target()).isEqualTo(query);
        assertThat(ConfluenceRequest.get(path).target()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "authorization", "Cookie", "HOST", "User-Agent", "X-HTTP-Method-Override"})
    void header_fields_of_the_library_are_refused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(Map.of(name, "x")))
                .withMessageContaining(name);
    }

    @Test
    void header_fields_that_would_break_the_message_are_refused_without_being_repeated() {
        for (Map<String, String> headers : List.of(
                Map.of("X-Note", "a\r\nEvil: 1"), Map.of("X Note", "a"), Map.of("", "a"), Map.of("X-Note", "\u0000"))) {
            assertThatIllegalArgumentException().isThrownBy(() -> with(headers)).withMessageNotContaining("Evil");
        }
    }

    @Test
    void an_unknown_method_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConfluenceRequest("TRACE", "/rest", Map.of(), Body.EMPTY));
    }

    @Test
    void the_string_form_has_no_query_and_no_body() {
        assertThat(ConfluenceRequest.json("POST", "/rest/api/content?secret=1", "{\"secret\":1}"))
                .hasToString("POST /rest/api/content");
    }

    private static ConfluenceRequest with(Map<String, String> headers) {
        return new ConfluenceRequest("GET", "/rest", headers, Body.EMPTY);
    }
}
