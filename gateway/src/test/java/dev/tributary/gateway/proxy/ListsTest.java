package dev.tributary.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.tributary.gateway.proxy.RawConfluence.Talk;
import dev.tributary.model.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists on their way through the proxy, from a Confluence that sends them in every way it can. */
final class ListsTest {

    private static final String LIST = "/sites/wiki/rest/api/content?limit=1";
    private static final String JSON = "X-AUSERNAME: alice\r\nContent-Type: application/json;charset=UTF-8\r\n";
    private static final String TEXT =
            "{\"results\":[{\"id\":\"1\"}],\"_links\":{\"base\":\"http://wiki.example\",\"next\":\"/rest/api/content?start=1\"}}";

    private final RawConfluence confluence = new RawConfluence(talk -> talk.answer(200, JSON, TEXT));
    private final ProxyWorld world =
            new ProxyWorld().site("wiki", confluence.baseUrl()).app("a", "ka", "wiki");

    @BeforeEach
    void connect() {
        world.connect("a", "alice", "wiki", () -> Secret.of("token"));
        world.start();
    }

    @AfterEach
    void close() {
        world.close();
        confluence.close();
    }

    @Test
    void a_list_is_asked_for_whole_and_as_plain_text() {
        String rewritten = rewritten();
        HttpResponse<String> answer = world.send(world.call("ka", "alice", LIST)
                .header("Accept-Encoding", "gzip, br")
                .header("Range", "bytes=0-9")
                .header("If-Range", "\"x\""));

        assertThat(answer.body()).isEqualTo(rewritten);
        assertThat(answer.headers().firstValueAsLong("Content-Length"))
                .as("the length of what is passed on")
                .hasValue(rewritten.getBytes(StandardCharsets.UTF_8).length);
        assertThat(confluence.heads().get(0))
                .containsIgnoringCase("accept-encoding: identity\r\n")
                .doesNotContainIgnoringCase("gzip")
                .doesNotContainIgnoringCase("range:");
    }

    @Test
    void everything_else_is_asked_for_as_the_caller_asks() {
        world.send(world.call("ka", "alice", "/sites/wiki/download/attachments/1/a.txt")
                .header("Accept-Encoding", "gzip, br")
                .header("Range", "bytes=0-9"));

        assertThat(confluence.heads().get(0))
                .containsIgnoringCase("accept-encoding: gzip, br\r\n")
                .containsIgnoringCase("range: bytes=0-9\r\n");
    }

    @Test
    void a_list_that_is_compressed_all_the_same_is_withheld_rather_than_passed_on_with_links_elsewhere() {
        confluence.script(talk -> talk.answer(200, JSON + "Content-Encoding: gzip\r\n", "whatever"));

        HttpResponse<String> answer = world.send(world.call("ka", "alice", LIST));
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("heed Accept-Encoding");
    }

    @Test
    void a_list_in_chunks_is_rewritten_wherever_it_is_cut() {
        confluence.script(talk -> {
            talk.write("HTTP/1.1 200 OK\r\n" + JSON + "Transfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < TEXT.length(); i++) {
                talk.write("1\r\n" + TEXT.charAt(i) + "\r\n");
            }
            talk.write("0\r\n\r\n");
        });

        assertThat(world.send(world.call("ka", "alice", LIST)).body()).isEqualTo(rewritten());
    }

    @Test
    void a_list_of_many_megabytes_is_rewritten_too() {
        String entry = "{\"id\":\"1\",\"body\":\"" + "x".repeat(1_000_000) + "\"}";
        String large = TEXT.replace("{\"id\":\"1\"}", (entry + ",").repeat(19) + entry);
        confluence.script(talk -> talk.answer(200, JSON, large));

        HttpResponse<String> answer = world.send(world.call("ka", "alice", LIST));
        assertThat(answer.body())
                .hasSizeGreaterThan(20_000_000)
                .endsWith(rewritten().substring(TEXT.indexOf("],\"_links")));
    }

    @Test
    void a_list_whose_links_never_end_does_not_look_whole() {
        AtomicBoolean cut = new AtomicBoolean();
        confluence.script(talk -> endless(talk, cut));

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> world.send(world.call("ka", "alice", LIST)));
        await().untilTrue(cut);
    }

    @Test
    void the_header_link_leads_back() {
        confluence.script(talk -> talk.answer(
                200, JSON + "Link: <http://wiki.example/rest/api/content?start=1>; rel=\"next\"\r\n", TEXT));

        assertThat(world.send(world.call("ka", "alice", LIST)).headers().firstValue("Link"))
                .hasValue("<" + here() + "/rest/api/content?start=1>; rel=\"next\"");
    }

    @Test
    void an_answer_to_a_write_passes_as_it_is() {
        assertThat(world.send(world.call("ka", "alice", LIST)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{}")))
                        .body())
                .isEqualTo(TEXT);
    }

    @Test
    void a_head_says_nothing_of_a_length_that_is_not_ours() {
        HttpResponse<String> answer =
                world.send(world.call("ka", "alice", LIST).method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Length")).isEmpty();
    }

    @Test
    void whoever_puts_the_base_url_before_a_link_says_twice_where_it_is_and_not_thrice() {
        assertThat(world.send(world.call("ka", "alice", "/sites/wiki" + LIST)).statusCode())
                .isEqualTo(200);
        assertThat(confluence.heads().get(0)).startsWith("GET /rest/api/content?limit=1 ");
        assertThat(world.send(world.call("ka", "alice", "/sites/wiki/sites/wiki" + LIST))
                        .statusCode())
                .isEqualTo(403);
        assertThat(world.send(world.call("ka", "alice", "/sites/wiki/sites/other/rest/api/content"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(confluence.heads()).hasSize(1);
    }

    private static void endless(Talk talk, AtomicBoolean cut) throws IOException {
        talk.write("HTTP/1.1 200 OK\r\n" + JSON + "Transfer-Encoding: chunked\r\n\r\n");
        String part = "\"x\":\"" + "x".repeat(1_000) + "\",";
        String opening = "{\"results\":[],\"_links\":{";
        talk.write(Integer.toHexString(opening.length()) + "\r\n" + opening + "\r\n");
        try {
            for (int i = 0; i < 20_000; i++) {
                talk.write(Integer.toHexString(part.length()) + "\r\n" + part + "\r\n");
            }
        } catch (IOException gone) {
            cut.set(true);
            throw gone;
        }
    }

    private String rewritten() {
        return TEXT.replace("http://wiki.example", here().toString());
    }

    private URI here() {
        return URI.create("http://localhost:" + world.port() + "/sites/wiki");
    }
}
