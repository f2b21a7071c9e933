package dev.tributary.gateway.budget;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.gateway.http.Refused;
import io.vertx.core.MultiMap;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LevelTest {

    @ParameterizedTest
    @CsvSource({
        // limit, remaining, fill, interval, what is left of what, per second, low
        "100, 99, 10, 1, 100/99, 10, false",
        "100, 25, 10, 1, 100/25, 10, false",
        "100, 24, 10, 1, 100/24, 10, true",
        "60, 0, 60, 60, 60/0, 1, true",
        "100, 3, , , 100/3, 0, true",
        "100, 3, 0, 1, 100/3, 0, true",
        "100, 3, 10, 0, 100/3, 0, true",
        "100, 3, ten, 1, 100/3, 0, true",
        "1, 0, 1, 1, 1/0, 1, true",
    })
    void is_what_an_answer_says(
            String limit, String remaining, String fill, String interval, String left, double perSecond, boolean low) {
        Level level = requireNonNull(Level.of(fields(limit, remaining, fill, interval)));

        assertThat(level.limit() + "/" + level.remaining()).isEqualTo(left);
        assertThat(level.perSecond()).isEqualTo(perSecond);
        assertThat(level.isLow()).isEqualTo(low);
    }

    @ParameterizedTest
    @CsvSource({
        ",",
        "100,",
        ", 3",
        "0, 0",
        "-1, -1",
        "100, -1",
        "100, 3.5",
        "9999999999, 1",
        "100, ''",
        "100, ٣",
    })
    void is_nothing_where_an_answer_does_not_say_how_much_of_how_much_is_left(String limit, String remaining) {
        assertThat(Level.of(fields(limit, remaining, "10", "1"))).isNull();
    }

    @ParameterizedTest
    @CsvSource({"interactive, INTERACTIVE", "bulk, BULK", ", INTERACTIVE"})
    void a_priority_is_one_of_two_words(String word, Priority priority) {
        assertThat(Priority.of(priorities(word))).isEqualTo(priority);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bulk", "high", "bulk,bulk", "bulk, interactive", "1"})
    void any_other_priority_is_refused(String word) {
        assertThatThrownBy(() -> Priority.of(priorities(word)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Tributary-Priority must be interactive or bulk");
    }

    @Test
    void two_priorities_are_refused_even_if_they_agree() {
        assertThatThrownBy(() -> Priority.of(priorities("bulk", "bulk"))).isInstanceOf(Refused.class);
    }

    private static MultiMap priorities(String... words) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        Arrays.stream(words).filter(word -> word != null).forEach(word -> headers.add("tributary-priority", word));
        return headers;
    }

    private static MultiMap fields(String limit, String remaining, String fill, String interval) {
        MultiMap fields = MultiMap.caseInsensitiveMultiMap();
        add(fields, "x-ratelimit-limit", limit);
        add(fields, "x-ratelimit-remaining", remaining);
        add(fields, "x-ratelimit-fillrate", fill);
        add(fields, "x-ratelimit-interval-seconds", interval);
        return fields;
    }

    private static void add(MultiMap fields, String name, String value) {
        if (value != null) {
            fields.add(name, value);
        }
    }
}
