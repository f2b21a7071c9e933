package dev.tributary.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keeps the Java that the README and the guides show equal to Java that is compiled and run here. A page says before each
 * block where it is from, {@code <!-- snippet: File.java first second -->}; the file marks the lines by {@code // snippet: first}
 * and {@code // end}.
 */
class SnippetsTest {

    private static final Path ROOT = Path.of("..");
    private static final Path SOURCES = Path.of("");
    private static final Pattern QUOTED =
            Pattern.compile("<!-- snippet: (\\S+)((?: \\w+)+) -->\\n(?:```java\\n(.*?)```\\n)?", Pattern.DOTALL);

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> guides = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), guides)
                    .filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void what_a_page_quotes_is_what_runs(Path page) {
        QUOTED.matcher(read(page))
                .results()
                .forEach(quote -> assertThat(quote.group(3))
                        .as(
                                "%s after \"%s\"",
                                page.getFileName(),
                                quote.group().lines().findFirst().orElse(""))
                        .isEqualTo(source(quote)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void no_page_shows_Java_from_nowhere(Path page) {
        String text = read(page);
        long quotes = QUOTED.matcher(text).results().count();
        assertThat(text.lines().filter(line -> line.startsWith("```java")).count())
                .as(
                        "blocks of Java in %s, each of which needs a line <!-- snippet: … --> before it",
                        page.getFileName())
                .isEqualTo(quotes);
        assertThat(text.lines().filter(line -> line.contains("<!-- snippet")).count())
                .as("lines <!-- snippet: File.java mark -->, all of them well-formed")
                .isEqualTo(quotes);
    }

    private static String source(MatchResult quote) {
        String code = read(find(quote.group(1)));
        return Stream.of(quote.group(2).strip().split(" "))
                .map(mark -> marked(code, mark))
                .collect(Collectors.joining("\n"));
    }

    private static String marked(String code, String mark) {
        List<String> lines = code.lines()
                .dropWhile(line -> !line.strip().equals("// snippet: " + mark))
                .skip(1)
                .takeWhile(line -> !line.strip().equals("// end"))
                .toList();
        assertThat(lines)
                .as("lines between \"// snippet: %s\" and \"// end\"", mark)
                .isNotEmpty();
        return String.join("\n", lines).stripIndent() + "\n";
    }

    private static Path find(String name) {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.endsWith(name) && !file.toString().contains("target"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("There is no " + name + " among the examples"));
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
