package dev.tributary.gateway.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.vertx.core.buffer.Buffer;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ListPassageTest {

    private static final String LIST = """
            { "results" : [ {"title": "a \\"}],\\\\", "_links": {"self": "https://wiki.example/rest/api/1"}},
              {"value": {"results": [], "_links": {"base": "mine"}}, "ü": "{[\\"_links\\": {"} ], "size" : 2,
              "_links" : {"base": "https://wiki.example", "next": "/rest/api/x?a={\\"}\\"}"}, "more": {"_links": {}} }""";
    private static final String REWRITTEN = LIST.replace(
            "{\"base\": \"https://wiki.example\", \"next\": \"/rest/api/x?a={\\\"}\\\"}\"}",
            "{\"base\":\"https://gw.example/sites/wiki\",\"next\":\"/rest/api/x?a={\\\"}\\\"}\"}");

    private final ListPassage passage = new ListPassage(
            LinkWriter.dataCenter(URI.create("https://gw.example/sites/wiki"), URI.create("https://wiki.example")));

    @Test
    void only_the_links_of_the_list_itself_change_wherever_the_text_is_cut() {
        assertThat(REWRITTEN).isNotEqualTo(LIST);
        byte[] text = LIST.getBytes(UTF_8);
        for (int cut = 0; cut <= text.length; cut++) {
            ListPassage fresh = new ListPassage(LinkWriter.dataCenter(
                    URI.create("https://gw.example/sites/wiki"), URI.create("https://wiki.example")));
            Buffer whole = Buffer.buffer()
                    .appendBuffer(fresh.after(Buffer.buffer(text).slice(0, cut)))
                    .appendBuffer(fresh.after(Buffer.buffer(text).slice(cut, text.length)))
                    .appendBuffer(fresh.rest());
            assertThat(whole.toString(UTF_8)).isEqualTo(REWRITTEN);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[1, 2, {\"_links\": {\"next\": \"https://wiki.example/rest/api/x\"}}]",
                "{\"id\": \"1\", \"_links\": {\"base\": \"https://wiki.example\", \"webui\": \"/x\"}}",
                "{\"results\": [], \"_links\": \"none\"}",
                "{\"results\": [], \"_links\": [{\"next\": \"https://wiki.example/rest/api/x\"}]}",
                "{\"a\": \"_links\", \"b\": {\"next\": \"https://wiki.example/rest/api/x\"}}",
                "{\"results\": [], \"_links\": {\"next\": \"/rest/",
                "}}}]]]\"\\",
                "no JSON at all"
            })
    void everything_else_passes_as_it_is(String text) {
        Buffer whole =
                Buffer.buffer().appendBuffer(passage.after(Buffer.buffer(text))).appendBuffer(passage.rest());

        assertThat(whole.toString(UTF_8)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"next\": broken}", "{\"next\": \"https://evil.example/x\", \"x\": NaN}"})
    void links_that_only_others_could_read_are_no_answer(String links) {
        assertThatIllegalStateException()
                .isThrownBy(() -> passage.after(Buffer.buffer("{\"results\": [], \"_links\": " + links + "}")));
    }

    @Test
    void a_name_may_be_escaped() {
        String text = "{\"results\": [], \"\\u005flinks\": {\"next\": \"https://evil.example/x\"}}";

        assertThat(passage.after(Buffer.buffer(text)).toString()).isEqualTo("{\"results\": [], \"\\u005flinks\": {}}");
    }

    @Test
    void nothing_but_the_links_is_held() {
        passage.after(Buffer.buffer("{\"results\": ["));
        for (int i = 0; i < 100; i++) {
            String entry = "{\"id\": " + i + ", \"body\": \"" + "x".repeat(10_000) + "\"},";
            assertThat(passage.after(Buffer.buffer(entry)).toString()).isEqualTo(entry);
        }
    }

    @Test
    void links_without_an_end_are_no_answer() {
        passage.after(Buffer.buffer("{\"results\": [], \"_links\": {"));

        assertThatIllegalStateException()
                .isThrownBy(() -> passage.after(Buffer.buffer("\"x\": \"" + "x".repeat(70_000))));
    }
}
