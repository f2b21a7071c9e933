package dev.tributary.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationTest {

    private static final Operation LIST = Operation.get("/v1/connections", Door.to(whole -> Answer.json(200, "")));
    private static final Operation SHOW = Operation.get("/v1/connections/{id}", Door.to(whole -> Answer.json(200, "")));

    @Test
    void a_path_is_matched_to_the_letter_and_a_name_in_braces_by_one_segment() {
        assertThat(LIST.match("/v1/connections")).contains("");
        assertThat(SHOW.match("/v1/connections/abc")).contains("abc");
        assertThat(SHOW.match("/v1/connections/a%20c")).contains("a%20c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/connections/",
                "/v1/connections/a/",
                "/v1/connections/a/b",
                "/V1/connections/a",
                "/v1/connection",
                "/v1/connectionsx",
                "/",
                ""
            })
    void nothing_else_is_matched(String path) {
        assertThat(LIST.match(path)).isEmpty();
        assertThat(SHOW.match(path)).isEmpty();
    }
}
