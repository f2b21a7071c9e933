package dev.tributary.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the contracts of {@code docs/security.md} held: by tests that carry their numbers, or by a decision. */
final class ContractsTest {

    private static final Path ROOT = Path.of("..");
    private static final Path GUIDE = ROOT.resolve("docs/security.md");
    private static final int CONTRACTS = 37;
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (C\\d+) \\| (.+) \\| (.*) \\|$");
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"(C\\d+)\"\\)");
    private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w+)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)[^)]*\\)");

    private final String guide = text(GUIDE);
    private final List<MatchResult> rows = ROW.matcher(guide).results().toList();

    @Test
    void every_contract_has_a_row_in_its_order() {
        assertThat(rows.stream().map(row -> row.group(1)))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, CONTRACTS)
                        .mapToObj(number -> "C" + number)
                        .toList());
        assertThat(rows.stream().map(row -> row.group(2))).doesNotHaveDuplicates();
    }

    @Test
    void every_contract_is_held_by_the_tests_that_its_row_names_and_by_no_other() {
        assertThat(named()).isEqualTo(tagged());
    }

    @Test
    void what_no_test_holds_is_a_decision() {
        assertThat(rows)
                .filteredOn(row -> !TYPE.matcher(row.group(3)).find())
                .allSatisfy(row -> assertThat(row.group(3)).contains("](decisions/"));
    }

    @Test
    void every_class_that_is_named_is_there() {
        Set<String> types = sources("src").map(ContractsTest::typeOf).collect(Collectors.toCollection(TreeSet::new));

        assertThat(TYPE.matcher(guide).results().map(found -> found.group(1))).isSubsetOf(types);
    }

    @Test
    void every_page_that_is_linked_to_is_there() {
        assertThat(LINK.matcher(guide).results().map(link -> link.group(1)))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(GUIDE.resolveSibling(link)).exists());
    }

    /** Returns the contracts with the classes that their rows name. */
    private Map<String, Set<String>> named() {
        Map<String, Set<String>> all = new TreeMap<>();
        for (MatchResult row : rows) {
            TYPE.matcher(row.group(3))
                    .results()
                    .forEach(type -> all.computeIfAbsent(row.group(1), number -> new TreeSet<>())
                            .add(type.group(1)));
        }
        return all;
    }

    /** Returns the contracts with the classes of tests that carry their numbers. */
    private static Map<String, Set<String>> tagged() {
        Map<String, Set<String>> all = new TreeMap<>();
        sources("src/test")
                .filter(file -> !file.endsWith("ContractsTest.java"))
                .forEach(file -> TAG.matcher(text(file))
                        .results()
                        .forEach(tag -> all.computeIfAbsent(tag.group(1), number -> new TreeSet<>())
                                .add(typeOf(file))));
        return all;
    }

    private static Stream<Path> sources(String below) {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules
                    .map(module -> module.resolve(below))
                    .filter(Files::isDirectory)
                    .flatMap(ContractsTest::javaFiles)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> javaFiles(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String typeOf(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
