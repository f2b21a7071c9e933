package dev.tributary.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs after every other test, and reads the gateway's own log of what it answered in them: each answer that its description
 * promises was given to somebody.
 */
class DocumentedAnswersIT {

    private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "patch", "delete");
    private static final Pattern ANSWERED = Pattern.compile(
            "tributary\\.gateway\\.access .*- (GET|HEAD|POST|PUT|PATCH|DELETE) (\\S+) (\\d{3}) \\d+ ms$");
    private static final Path DESCRIPTION =
            Path.of("gateway/src/main/resources/dev/tributary/gateway/api/openapi.json");

    /**
     * An answer that is described.
     *
     * @param method the method
     * @param path the path, with names in braces
     * @param status the status, or {@code default} for whatever Confluence answers
     */
    private record Described(String method, String path, String status) {

        boolean isGiven(Answered answered) {
            return method.equals(answered.method)
                    && pattern().matcher(answered.path).matches()
                    && (status.equals(answered.status) || status.equals("default"));
        }

        private Pattern pattern() {
            return Pattern.compile(
                    "\\Q" + path.replace("{path}", "\\E.+\\Q").replaceAll("\\{[a-z]+}", "\\\\E[^/]+\\\\Q") + "\\E");
        }

        @Override
        public String toString() {
            return method + " " + path + " " + status;
        }
    }

    private record Answered(String method, String path, String status) {}

    @Test
    void each_answer_that_is_described_was_given_in_a_test() throws IOException {
        Set<Answered> answered = answered();

        assertThat(answered).as("answers in the tests' logs").hasSizeGreaterThan(100);
        assertThat(described())
                .hasSizeGreaterThan(100)
                .filteredOn(one -> answered.stream().noneMatch(one::isGiven))
                .as("described, and given in no test")
                .isEmpty();
    }

    private static List<Described> described() throws IOException {
        JsonNode paths = JsonMapper.shared()
                .readTree(TributaryProcess.home().resolve(DESCRIPTION).toFile())
                .path("paths");
        return paths.propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .flatMap(operation -> operation
                                .getValue()
                                .path("responses")
                                .propertyStream()
                                .map(response -> new Described(
                                        operation.getKey().toUpperCase(Locale.ROOT),
                                        path.getKey(),
                                        response.getKey()))))
                .toList();
    }

    private static Set<Answered> answered() throws IOException {
        Set<Answered> all = new HashSet<>();
        Path evidence = TributaryProcess.home().resolve("gateway/target/evidence");
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(evidence, "log.*.txt")) {
            for (Path log : logs) {
                addAnswered(log, all);
            }
        }
        return all;
    }

    private static void addAnswered(Path log, Set<Answered> all) throws IOException {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            lines.map(ANSWERED::matcher)
                    .filter(Matcher::find)
                    .forEach(line -> all.add(new Answered(line.group(1), line.group(2), line.group(3))));
        }
    }
}
