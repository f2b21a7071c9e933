package dev.tributary.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SuggestionTest {

    private static final List<String> KEYS = List.of("clientId", "clientSecret", "baseUrl");

    @ParameterizedTest
    @CsvSource({
        "clientID, clientId",
        "client, clientId",
        "cleintId, clientId",
        "BASEURL, baseUrl",
        "clientSecrets, clientSecret"
    })
    void guesses_what_was_meant(String written, String meant) {
        assertThat(Suggestion.among(KEYS, written)).isEqualTo(" Did you mean '" + meant + "'?");
    }

    @Test
    void lists_what_there_is_where_nothing_is_close() {
        assertThat(Suggestion.among(KEYS, "x")).isEqualTo(" Possible here: clientId, clientSecret, baseUrl.");
    }

    @Test
    void is_silent_where_there_is_nothing() {
        assertThat(Suggestion.among(List.of(), "x")).isEmpty();
    }
}
