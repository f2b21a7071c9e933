package dev.tributary.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Keeps {@code docs/configuration.md} and the README true: their examples are read, and every key and right is explained. */
final class GuideTest {

    private static final String GUIDE = "docs/configuration.md";
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(.*?)```");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)}");
    private static final String UNKNOWN = "There is no such key. Possible here: ";

    @TempDir
    Path directory;

    static Stream<String> examples() {
        return Stream.of(GUIDE, "README.md")
                .flatMap(page -> EXAMPLE.matcher(text(page)).results())
                .map(match -> match.group(1));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_is_read_without_a_fault(String yaml) throws IOException {
        Files.createFile(directory.resolve("company-ca.pem"));
        Map<String, String> environment = VARIABLE.matcher(yaml)
                .results()
                .map(match -> match.group(1))
                .distinct()
                .collect(Collectors.toMap(
                        name -> name,
                        name -> Sample.ENVIRONMENT.getOrDefault(name, "a-value-of-the-environment-for-" + name)));

        assertThat(GatewayConfig.parse(yaml, directory, environment).apps()).isNotEmpty();
    }

    @Test
    void the_first_example_is_the_configuration_that_the_tests_begin_from() {
        assertThat(examples()).first().isEqualTo(Sample.YAML);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "'sites:', 'unheardOf: 1', ''",
        "'sites:', 'store: {unheardOf: 1}', store.",
        "'sites:', 'management: {unheardOf: 1}', management.",
        "'sites:', 'audit: {unheardOf: 1}', audit.",
        "'sites:', 'webhooks: {targets: {a: {app: portal, url: \"https://b/\", secrets: [\"${HOOK_SECRET}\"]}}, unheardOf: 1}', webhooks.",
        "'sites:', 'webhooks: {targets: {a: {app: portal, url: \"https://b/\", secrets: [\"${HOOK_SECRET}\"], unheardOf: 1}}}', 'targets.{name}.'",
        "'  wiki:', '    unheardOf: 1', ''",
        "'  wiki:', '    timeouts: {unheardOf: 1}', timeouts.",
        "'    dataCenter:', '      unheardOf: 1', dataCenter.",
        "'    dataCenter:', '      endpoints: {unheardOf: 1}', ''",
        "'  portal:', '    unheardOf: 1', ''",
        "'  portal:', '    jwt: {issuer: a, audience: b, jwks: \"https://c/\", unheardOf: 1}', jwt.",
        "'sites:', 'console: {admins: [c], oidc: {issuer: \"https://a\", clientId: b, clientSecret: \"${WIKI_SECRET}\"}, unheardOf: 1}', console.",
        "'sites:', 'console: {admins: [c], oidc: {issuer: \"https://a\", clientId: b, clientSecret: \"${WIKI_SECRET}\", unheardOf: 1}}', console.oidc."
    })
    void every_key_that_may_be_written_is_explained(String after, String more, String prefix) {
        boolean before = after.equals("sites:");
        String yaml = Sample.with(after + "\n", before ? more + "\n" + after + "\n" : after + "\n" + more + "\n");
        String told = Sample.faults(yaml).get(0).what();

        assertThat(told).startsWith(UNKNOWN);
        assertThat(told.substring(UNKNOWN.length(), told.length() - 1).split(", "))
                .allSatisfy(key -> assertThat(text(GUIDE)).containsPattern("`" + Pattern.quote(prefix + key) + "[.`]"));
    }

    @Test
    void every_right_is_explained() {
        assertThat(Right.values()).allSatisfy(right -> assertThat(text(GUIDE)).contains("| `" + right.label() + "` |"));
    }

    private static String text(String page) {
        try {
            return Files.readString(Path.of("..", page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
