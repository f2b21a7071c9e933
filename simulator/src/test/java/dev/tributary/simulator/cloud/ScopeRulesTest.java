package dev.tributary.simulator.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tributary.simulator.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The table of scopes is ours; here it is held against what Atlassian publishes. */
class ScopeRulesTest {

    @Test
    void every_scope_of_the_table_can_be_asked_for() {
        assertThat(ScopeRules.all())
                .flatExtracting(ScopeRule::alternatives)
                .allSatisfy(scopes -> assertThat(ScopeCatalog.all()).containsAll(scopes));
    }

    @Test
    void each_call_needs_the_scopes_that_are_published_for_it() throws IOException {
        Map<String, Set<Set<String>>> published = new HashMap<>();
        published.putAll(published("confluence-cloud-v1.json", "/wiki"));
        published.putAll(published("confluence-cloud-v2.json", "/api/v2"));
        List<ScopeRule> described = ScopeRules.all().stream()
                .filter(rule -> published.containsKey(shape(rule.route())))
                .toList();
        assertThat(described).hasSizeGreaterThan(70);
        assertThat(described)
                .allSatisfy(rule -> assertThat(new HashSet<>(rule.alternatives()))
                        .as(rule.route())
                        .isEqualTo(published.get(shape(rule.route()))));
        assertThat(ScopeRules.all())
                .filteredOn(rule -> rule.fate() != ScopeRule.Fate.GOES)
                .allSatisfy(rule -> assertThat(published).containsKey(shape(rule.route())));
    }

    private static Map<String, Set<Set<String>>> published(String name, String prefix) throws IOException {
        Path file = locate(name);
        Map<String, Set<Set<String>>> scopes = new HashMap<>();
        JsonNode paths = Json.MAPPER.readTree(Files.readAllBytes(file)).path("paths");
        paths.properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    String inside =
                            prefix.equals("/wiki") ? path.getKey().substring(prefix.length()) : prefix + path.getKey();
                    Set<Set<String>> alternatives = new HashSet<>();
                    operation
                            .getValue()
                            .path("x-atlassian-oauth2-scopes")
                            .forEach(each -> alternatives.add(words(each)));
                    scopes.put(shape(operation.getKey().toUpperCase(Locale.ROOT) + " " + inside), alternatives);
                }));
        return scopes;
    }

    private static Set<String> words(JsonNode alternative) {
        Set<String> words = new HashSet<>();
        StreamSupport.stream(alternative.path("scopes").spliterator(), false)
                .map(JsonNode::asString)
                .forEach(words::add);
        return words;
    }

    /** The route whatever its variables are called. */
    private static String shape(String route) {
        return route.replaceAll("\\{[^}]*}", "{}");
    }

    private static Path locate(String name) {
        Path relative = Path.of("shared", "openapi", name);
        Path found = Stream.iterate(Path.of("").toAbsolutePath(), above -> above != null, Path::getParent)
                .map(above -> above.resolve(relative))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(Path.of(""));
        assumeTrue(
                Files.isRegularFile(found),
                "SKIPPED: " + relative + " is not beside the repository, so no scope was held against it");
        return found;
    }
}
