package dev.tributary.confluence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CloudScopesTest {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");

    @ParameterizedTest
    @CsvSource({
        "GET, /wiki/api/v2/pages/7?body-format=storage, read:page:confluence",
        "HEAD, /wiki/api/v2/pages/7, read:page:confluence",
        "POST, /wiki/api/v2/pages, write:page:confluence",
        "DELETE, /wiki/api/v2/pages/7, delete:page:confluence",
        "GET, /wiki/api/v2/pages/7/footer-comments, read:comment:confluence",
        "POST, /wiki/api/v2/pages/7/properties, read:page:confluence write:page:confluence",
        "GET, /wiki/rest/api/search?cql=type=page, search:confluence",
        "POST, /wiki/rest/api/content/7/child/attachment, write:confluence-file"
    })
    void a_call_needs_the_scopes_of_its_kind(String method, String target, String scopes) {
        assertThat(CloudScopes.neededFor(method, target)).containsExactly(scopes.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/wiki/plugins/servlet/x", "/wiki/rest/api/longtask", "/"})
    void of_an_unknown_call_nothing_is_claimed(String target) {
        assertThat(CloudScopes.neededFor("GET", target)).isEmpty();
    }

    @Test
    void the_table_agrees_with_atlassians_description_of_every_call_of_version_2() throws Exception {
        Map<String, List<String>> described = described();

        assertThat(described).hasSizeGreaterThan(200);
        described.forEach((call, scopes) -> {
            int space = call.indexOf(' ');
            assertThat(CloudScopes.neededFor(call.substring(0, space), "/wiki/api/v2" + call.substring(space + 1)))
                    .as(call)
                    .containsExactlyInAnyOrderElementsOf(scopes);
        });
    }

    private static Map<String, List<String>> described() throws Exception {
        Path file = Path.of("../../shared/openapi/confluence-cloud-v2.json");
        assumeTrue(Files.exists(file), "SKIPPED: shared/openapi/confluence-cloud-v2.json is not beside the repository");
        JsonNode paths = JsonMapper.shared().readTree(Files.readString(file)).path("paths");
        Map<String, List<String>> scopes = new TreeMap<>();
        paths.properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .filter(operation -> !scopesOf(operation.getValue()).isEmpty())
                        .forEach(operation -> scopes.put(
                                operation.getKey().toUpperCase(Locale.ROOT) + " "
                                        + path.getKey().replaceAll("\\{[^}]*}", "x"),
                                scopesOf(operation.getValue()))));
        return scopes;
    }

    private static List<String> scopesOf(JsonNode operation) {
        return operation
                .path("security")
                .valueStream()
                .flatMap(way -> way.path("oAuthDefinitions").valueStream())
                .map(JsonNode::asString)
                .toList();
    }
}
