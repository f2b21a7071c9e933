package dev.tributary.simulator.content.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tributary.simulator.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Answers recorded elsewhere, most of them on Cloud, lie beside the repository. Whatever key they have, ours has too, but for those
 * that only Cloud knows.
 */
class RecordedAnswersTest {
    private static final Path LOCATION = Path.of("shared", "fixtures");
    private static final Set<String> CLOUD_ONLY = Set.of(
            "macroRenderedOutput",
            "childTypes",
            "schedulePublishDate",
            "schedulePublishInfo",
            "alias",
            "roles",
            "settings",
            "lookAndFeel",
            "identifiers",
            "operations",
            "permissions",
            "theme",
            "history",
            "editui",
            "edituiv2",
            "accountId",
            "accountType",
            "email",
            "publicName",
            "isExternalCollaborator",
            "isGuest",
            "locale",
            "accountStatus",
            "personalSpace",
            "collaborators",
            "contentTypeModified",
            "ncsStepVersion",
            "ncsStepVersionSource",
            "confRev",
            "atlas_doc_format",
            "editor2",
            "dynamic",
            "webresource",
            "embeddedContent",
            "mediaToken",
            "mediaTypeDescription",
            "fileId",
            "collectionName",
            "inlineProperties",
            "breadcrumbs",
            "score");

    private final Confluence confluence = new Confluence();

    @AfterEach
    void stop() {
        confluence.close();
    }

    @ParameterizedTest
    @CsvSource({
        "go-atlassian/get-contents.json, /rest/api/content?expand=operations",
        "go-atlassian/get-spaces.json, /rest/api/space",
        "go-atlassian/get-content.json, /rest/api/content/{page}?expand=",
        "go-atlassian/get-content-comments.json, /rest/api/content/{page}/child/comment",
        "go-atlassian/get-content-children.json, '/rest/api/content/{page}/child?expand=attachment,comment,page'",
        "mcp-atlassian/mock_labels_response.json, /rest/api/content/{page}/label",
        "mcp-atlassian/mock_cql_search_response.json, '/rest/api/search?cql=type=page&expand=content.container'",
        "mcp-atlassian/mock_comments_response.json, '/rest/api/content/{page}/child/comment?expand=version,body.view'",
        "mcp-atlassian/mock_page_response.json, '/rest/api/content/{page}?expand=space,version,children.attachment,body.storage'",
    })
    void our_answer_has_every_key_of_the_recorded_one(String fixture, String path) throws IOException {
        JsonNode recorded = read(fixture);
        Answer ours = confluence.as("alice").get(path.replace("{page}", confluence.idOf("Quarterly Budget")));
        assertThat(ours.status()).isEqualTo(200);

        Set<String> missing = keys(recorded);
        missing.removeAll(keys(ours.json()));

        assertThat(missing).as("keys that %s has and ours lacks", fixture).isEmpty();
    }

    @Test
    void a_key_that_is_missing_would_be_noticed() {
        JsonNode recorded =
                Json.MAPPER.readTree("{\"a\":[{\"b\":{\"c\":1}},{\"d\":2}],\"accountId\":3,\"_expandable\":{\"e\":4}}");
        assertThat(keys(recorded)).containsExactly("", "/a", "/a/b", "/a/b/c", "/a/d", "/e");
    }

    private static JsonNode read(String fixture) throws IOException {
        Optional<Path> file = Stream.iterate(Path.of("").toAbsolutePath(), above -> above != null, Path::getParent)
                .map(above -> above.resolve(LOCATION).resolve(fixture))
                .filter(Files::isRegularFile)
                .findFirst();
        assumeTrue(file.isPresent(), "SKIPPED: shared/fixtures/" + fixture + " is not beside the repository");
        return Json.MAPPER.readTree(Files.readString(file.orElseThrow()));
    }

    /** The paths of all keys, lists seen through; what is named as expandable counts as there. */
    private static Set<String> keys(JsonNode node) {
        Set<String> found = new TreeSet<>();
        collect(node, "", found);
        return found;
    }

    private static void collect(JsonNode node, String path, Set<String> found) {
        node.forEach(element -> {
            if (node.isArray()) {
                collect(element, path, found);
            }
        });
        if (node.isObject()) {
            node.properties().stream()
                    .filter(property -> !CLOUD_ONLY.contains(property.getKey()))
                    .forEach(property -> {
                        boolean isIndex = property.getKey().equals("_expandable");
                        String inner = isIndex ? path : path + "/" + property.getKey();
                        found.add(inner);
                        collect(property.getValue(), inner, found);
                    });
        }
    }
}
