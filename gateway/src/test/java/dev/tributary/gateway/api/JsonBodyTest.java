package dev.tributary.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.gateway.http.Refused;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

    private static final Set<String> MEMBERS = Set.of("user", "scopes");

    @Test
    void members_are_read_as_they_are() {
        JsonBody body = read("{\"user\":\"al\\u00efce\",\"scopes\":[\"READ\",\"WRITE\"]}");

        assertThat(body.text("user")).isEqualTo("alïce");
        assertThat(body.texts("scopes")).containsExactly("READ", "WRITE");
        assertThat(body.optional("missing")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"user\"",
                "{\"user\":\"secret-value\"",
                "{\"user\":\"secret-value\",\"user\":\"secret-value\"}",
                "{\"user\":\"secret-value\",\"\\u0075ser\":\"secret-value\"}",
                "{\"user\":\"secret-value\"} {}",
                "{\"user\":\"secret-value\"}x",
                "{\"user\":\"secret-value\",}",
                "{\"secret-value\":1}",
                "{'user':'secret-value'}",
                "{user:\"secret-value\"}",
                "{\"user\":\"secret-value\"} // a comment",
                "{\"user\":\"secret\nvalue\"}",
                "\ufeff{\"user\":\"secret-value\"}",
                "{\"scopes\":[[[[[[[[[\"secret-value\"]]]]]]]]]}"
            })
    void what_two_readers_could_read_differently_is_refused_and_not_quoted(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(400))
                .hasMessageNotContaining("secret-value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"user\":1}",
                "{\"user\":null}",
                "{\"user\":[\"a\"]}",
                "{\"user\":true}",
                "{\"user\":\"\"}",
                "{}"
            })
    void a_text_is_a_text_and_nothing_that_looks_like_one(String text) {
        JsonBody body = read(text);

        assertThatThrownBy(() -> body.text("user")).isInstanceOf(Refused.class).hasMessageContaining("'user'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"scopes\":\"READ\"}", "{\"scopes\":[]}", "{\"scopes\":[1]}", "{\"scopes\":[null]}"})
    void a_list_is_a_list_of_texts(String text) {
        JsonBody body = read(text);

        assertThatThrownBy(() -> body.texts("scopes")).isInstanceOf(Refused.class);
    }

    @Test
    void no_other_encoding_than_utf8_is_guessed() {
        byte[] utf16 = "{\"user\":\"alice\"}".getBytes(StandardCharsets.UTF_16LE);
        byte[] overlong = {'{', '"', 'u', 's', 'e', 'r', '"', ':', '"', (byte) 0xC1, (byte) 0xA1, '"', '}'};

        assertThatThrownBy(() -> JsonBody.read(Buffer.buffer(utf16), MEMBERS)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> JsonBody.read(Buffer.buffer(overlong), MEMBERS))
                .isInstanceOf(Refused.class);
    }

    @Test
    void great_depth_costs_nothing() {
        assertThatThrownBy(() -> read("{\"user\":" + "[".repeat(30_000))).isInstanceOf(Refused.class);
    }

    private static JsonBody read(String text) {
        return JsonBody.read(Buffer.buffer(text), MEMBERS);
    }
}
