package dev.tributary.confluence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.tributary.http.RawServer;
import dev.tributary.model.Account;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.ServedAsAnother;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Downloads from a Data Center that answers what it should not. */
class DownloadsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Account ALICE = new Account("key-of-alice", "alice", "Alice");

    @Test
    void no_redirect_is_followed_from_a_data_center() {
        try (RawServer elsewhere = new RawServer(RawServer.answering("200 OK", "text/plain", "stolen"));
                RawServer server =
                        new RawServer(RawServer.saying("HTTP/1.1 302 Found\r\nX-AUSERNAME: alice\r\nLocation: "
                                + elsewhere.uri() + "/login.action?secret\r\nContent-Length: 0\r\n\r\n"))) {
            assertThatExceptionOfType(Misconfigured.class)
                    .isThrownBy(() -> engine(server).confluence().download(attachment()))
                    .withMessageContaining("a login page or a proxy answers")
                    .withMessageNotContaining("secret");
            assertThat(elsewhere.connections()).isZero();
        }
    }

    @Test
    void not_a_byte_is_handed_out_of_what_somebody_else_was_served() {
        try (RawServer server = new RawServer(RawServer.endless(
                "HTTP/1.1 200 OK\r\nX-AUSERNAME: bob\r\nContent-Length: 900000000000\r\n\r\n", "x".repeat(1000)))) {
            Engine engine = engine(server);
            engine.whoAmI = Optional.of(new Account("key-of-bob", "bob", "Bob"));

            assertThatExceptionOfType(ServedAsAnother.class)
                    .isThrownBy(() -> engine.confluence().download(attachment()));
            assertThat(engine.suspended).hasSize(1);
            await().untilAsserted(() -> assertThat(server.closedByCaller()).isEqualTo(1));
        }
    }

    @Test
    void the_end_of_a_file_is_what_its_length_says() throws IOException {
        try (RawServer server = new RawServer(RawServer.answering(
                        "200 OK", List.of("X-AUSERNAME: alice"), "bytes".getBytes(StandardCharsets.US_ASCII)));
                Download download = engine(server).confluence().download(attachment())) {
            assertThat(download.contentType()).isEqualTo("application/octet-stream");
            assertThat(download.stream().readAllBytes())
                    .asString(StandardCharsets.US_ASCII)
                    .isEqualTo("bytes");
            assertThat(server.received().get(0)).startsWith("GET /download/attachments/1/a.txt?version=1 ");
        }
    }

    private static Engine engine(RawServer server) {
        return new Engine(server.uri(), ALICE, () -> "token");
    }

    private static Content attachment() {
        ObjectNode raw = JSON.createObjectNode();
        raw.putObject("_links").put("download", "https://wiki.example/download/attachments/1/a.txt?version=1");
        return new Content("att1", "attachment", "a.txt", null, 1, null, URI.create("http://localhost"), raw);
    }
}
