package dev.tributary.simulator;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.environment.Switch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulator's behaviours are numbered. This keeps it so that each has a test whose name carries its number. */
class BehavioursTest {

    private static final Pattern NUMBERED = Pattern.compile("void behaviour_(\\d+)_\\w+\\(");
    private static final Pattern WORD = Pattern.compile("[a-z0-9_-]+");
    private static final List<String> TESTS = sources();

    @Test
    void each_behaviour_has_a_test_named_after_it() {
        Set<Integer> promised =
                new TreeSet<>(IntStream.rangeClosed(1, 39).boxed().toList());
        Set<Integer> tried = new TreeSet<>();
        Matcher names = NUMBERED.matcher(String.join("\n", TESTS));
        while (names.find()) {
            tried.add(Integer.valueOf(names.group(1)));
        }
        assertThat(tried).isEqualTo(promised);
    }

    @ParameterizedTest
    @EnumSource(Switch.class)
    void each_value_of_each_switch_is_tried_by_a_test(Switch which) {
        String tests = TESTS.stream().filter(test -> names(which, test)).collect(joining("\n"));
        assertThat(tests).as("tests that set %s", which.key()).isNotEmpty();
        assertThat(which.allowed())
                .filteredOn(value -> WORD.matcher(value).matches() && !value.equals(which.defaultValue()))
                .allSatisfy(value -> assertThat(tests).containsPattern("[\"=]" + value + "\""));
    }

    private static boolean names(Switch which, String test) {
        return test.contains("\"" + which.key()) || test.contains("Switch." + which.name() + ",");
    }

    private static List<String> sources() {
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .map(BehavioursTest::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
