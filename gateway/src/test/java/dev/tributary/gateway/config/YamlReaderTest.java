package dev.tributary.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.config.Yaml.Entry;
import dev.tributary.gateway.config.Yaml.Mapping;
import dev.tributary.gateway.config.Yaml.Place;
import dev.tributary.gateway.config.Yaml.Scalar;
import dev.tributary.gateway.config.Yaml.Sequence;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class YamlReaderTest {

    @Test
    void keeps_the_places_the_order_and_also_what_is_there_twice() {
        assertThat(YamlReader.read("a: 1\nb: [x, null]\na: ''\n"))
                .isEqualTo(new Mapping(
                        List.of(
                                new Entry("a", new Place(1, 1), new Scalar("1", false, new Place(1, 4))),
                                new Entry(
                                        "b",
                                        new Place(2, 1),
                                        new Sequence(
                                                List.of(
                                                        new Scalar("x", false, new Place(2, 5)),
                                                        new Scalar("", true, new Place(2, 8))),
                                                new Place(2, 4))),
                                new Entry("a", new Place(3, 1), new Scalar("", true, new Place(3, 4)))),
                        new Place(1, 1)));
    }

    static Stream<Arguments> notRead() {
        String bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n";
        return Stream.of(
                Arguments.of(
                        "an alias", "a: &x 1\nb: *x\n", 2, 4, "An alias (*name) stands here. Write the value out."),
                Arguments.of("aliases of aliases", bomb, 2, 8, "An alias (*name)"),
                Arguments.of("a merge key", "a: &x {k: 1}\nb: {<<: *x}\n", 2, 9, "An alias (*name)"),
                Arguments.of("an alias as a key", "*x : 1\n", 1, 3, "This is not YAML from here on."),
                Arguments.of("a list as a key", "? [a, b]\n: c\n", 1, 4, "This is not YAML from here on."),
                Arguments.of("a tab", "\ta: 1\n", 1, 1, "This is not YAML from here on."),
                Arguments.of("an open bracket", "a: [1\nb: 2\n", 2, 2, "This is not YAML from here on."),
                Arguments.of("an open quote", "a: \"1\n", 1, 2, "This is not YAML from here on."),
                Arguments.of("a raw NUL", "a: \0\n", 1, 1, "This is not YAML from here on."),
                Arguments.of(
                        "a variable that braces swallow", "{ a: ${B} }\n", 1, 7, "needs quotes, as in \"${NAME}\"."),
                Arguments.of("a second document", "a: 1\n---\nb: 2\n", 3, 1, "A second document begins here."),
                Arguments.of("deep lists", "[".repeat(100_000), 1, 17, "This is nested too deeply."),
                Arguments.of("deep mappings", "{a: ".repeat(100_000), 1, 65, "This is nested too deeply."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notRead")
    void says_where_it_ceases_to_be_a_configuration(String name, String yaml, int line, int column, String what) {
        assertThat(Sample.faults(yaml)).singleElement().satisfies(fault -> {
            assertThat(fault.what()).contains(what);
            assertThat(fault.line()).as("line").isEqualTo(line);
            assertThat(fault.column()).as("column").isEqualTo(column);
        });
    }
}
