package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.audit.AuditEvents;
import dev.tributary.model.AuthorizationFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keeps {@code docs/gateway.md} complete. */
class GatewayGuideTest {

    private static final Path ROOT = Files.exists(Path.of("docs")) ? Path.of("") : Path.of("..");
    private static final Pattern SLUG = Pattern.compile("\\b(?:\\d{3}|status),\\s*\"([a-z-]+)\",\\s*\"");
    private static final Pattern EVENT = Pattern.compile(
            "(?:event\\(|class, |RENEWED = )\"((?:connection|link|token|key|user|console|site|webhook)\\.[a-z_]+|call)\"");
    private static final Pattern WORD = Pattern.compile("`([a-z_.-]+)`");
    private static final Pattern BODY = Pattern.compile("(?m)^(POST \\S+)\n(\\{.*})$");

    private final String guide = text(ROOT.resolve("docs/gateway.md"));

    @Tag("C37")
    @Test
    void every_problem_there_is_has_a_row_and_no_other() throws IOException {
        Set<String> inCode = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(ROOT.resolve("gateway/src/main/java"))) {
            sources.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> SLUG.matcher(text(file)).results())
                    .forEach(slug -> inCode.add(slug.group(1)));
        }

        assertThat(inCode).hasSizeGreaterThan(20);
        assertThat(firstColumn("| type |")).isEqualTo(inCode);
    }

    @Test
    void every_event_that_is_kept_has_a_row_and_can_be_asked_for() throws IOException {
        Set<String> inCode = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(ROOT.resolve("gateway/src/main/java"))) {
            sources.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("AuditEvents.java"))
                    .map(GatewayGuideTest::text)
                    .flatMap(source -> EVENT.matcher(source).results())
                    .forEach(event -> inCode.add(event.group(1)));
        }
        inCode.removeAll(Set.of("user.refused", "console.refused")); // Lines of the log alone.

        assertThat(firstColumn("| `event` |")).isEqualTo(inCode);
        assertThat(AuditEvents.KEPT).containsExactlyElementsOf(inCode);
    }

    @Test
    void every_word_that_a_browser_comes_back_with_has_a_row() {
        Set<String> words = EnumSet.of(
                        AuthorizationFailed.Reason.INVALID_SCOPE,
                        AuthorizationFailed.Reason.REFUSED,
                        AuthorizationFailed.Reason.NOT_SERVED,
                        AuthorizationFailed.Reason.NO_SITE,
                        AuthorizationFailed.Reason.DENIED)
                .stream()
                .map(reason -> reason.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        words.addAll(Set.of("expired", "unavailable", "rate-limited", "misconfigured"));

        assertThat(firstColumn("| `error` |")).isEqualTo(words);
    }

    @Test
    void what_it_sends_is_what_the_description_takes() {
        JsonNode document = JsonMapper.shared()
                .readTree(text(ROOT.resolve("gateway/src/main/resources/dev/tributary/gateway/api/openapi.json")));
        Set<String> taken = Stream.of(
                        "LinkRequest",
                        "Confirmation",
                        "PersonalAccessToken",
                        "ApiToken",
                        "BasicPassword",
                        "ServiceAccount")
                .flatMap(
                        schema -> document.at("/components/schemas/" + schema + "/properties").propertyNames().stream())
                .collect(Collectors.toSet());
        assertThat(BODY.matcher(guide).results()).hasSize(6).allSatisfy(request -> {
            String path = request.group(1).replace("POST ", "");
            assertThat(document.path("paths").path(path).has("post")).as(path).isTrue();
            assertThat(taken)
                    .containsAll(JsonMapper.shared().readTree(request.group(2)).propertyNames());
        });
    }

    private Set<String> firstColumn(String header) {
        return guide.lines()
                .dropWhile(line -> !line.startsWith(header))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.substring(0, line.indexOf('|', 1)))
                .flatMap(cell -> WORD.matcher(cell).results())
                .map(word -> word.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
