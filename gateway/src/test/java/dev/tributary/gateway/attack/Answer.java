package dev.tributary.gateway.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a program got.
 *
 * @param status the status
 * @param headers the header fields
 * @param body the body as text
 */
record Answer(int status, HttpHeaders headers, String body) {

    static final JsonMapper JSON = JsonMapper.builder().build();

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    JsonNode json() {
        return JSON.readTree(body);
    }

    /** Returns a string that must be there. */
    String text(String pointer) {
        return json().at(pointer).asString();
    }

    /** Checks that it is a problem document with one of these statuses. */
    Answer isProblem(Integer... statuses) {
        assertThat(status).as(body).isIn(Stream.of(statuses).toList());
        assertThat(header("Content-Type")).startsWith("application/problem+json");
        assertThat(text("/type")).startsWith("https://");
        assertThat(json().path("status").asInt()).isEqualTo(status);
        return this;
    }

    /** Checks that it is a page that nobody can frame, cache, misread or be led away by. */
    Answer isPage(int expected) {
        assertThat(status).as(body).isEqualTo(expected);
        assertThat(header("Content-Type")).startsWith("text/html");
        assertThat(header("Content-Security-Policy"))
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe-");
        assertThat(header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header("Cache-Control")).contains("no-store");
        assertThat(header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(headers.firstValue("Location")).isEmpty();
        assertThat(body).doesNotContain("<script", " style=", " onclick=");
        return this;
    }

    Answer is(Integer... expected) {
        assertThat(status).as(body).isIn(Stream.of(expected).toList());
        return this;
    }
}
