package dev.tributary.gateway.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class LinkWriterTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final URI HERE = URI.create("https://gw.example/sites/wiki");

    private final LinkWriter dataCenter = LinkWriter.dataCenter(HERE, URI.create("https://wiki.example/confluence"));
    private final LinkWriter atTheRoot = LinkWriter.dataCenter(HERE, URI.create("https://wiki.example"));
    private final LinkWriter cloud = LinkWriter.cloud(HERE);

    @Test
    void the_base_of_a_data_center_and_its_context_are_the_sites_at_the_gateway() {
        JsonNode links = rewritten(dataCenter, "base", "https://wiki.example/confluence", "context", "/confluence");

        assertThat(links.path("base").asString()).isEqualTo("https://gw.example/sites/wiki");
        assertThat(links.path("context").asString()).isEqualTo("/sites/wiki");
    }

    @Test
    void the_base_on_cloud_ends_with_the_product() {
        JsonNode links = rewritten(cloud, "base", "https://acme.atlassian.net/wiki", "context", "/wiki");

        assertThat(links.path("base").asString()).isEqualTo("https://gw.example/sites/wiki/wiki");
        assertThat(links.path("context").asString()).isEqualTo("/sites/wiki/wiki");
    }

    @ParameterizedTest
    @CsvSource({
        "/rest/api/content?start=25, /rest/api/content?start=25",
        "/confluence/rest/api/content?start=25, /rest/api/content?start=25",
        "https://wiki.example/confluence/rest/api/x?a=b, https://gw.example/sites/wiki/rest/api/x?a=b",
        "https://inside.example:8090/confluence/rest/api/x, https://gw.example/sites/wiki/rest/api/x",
        "'/rest/api/search?cql=a b&start=1', '/rest/api/search?cql=a b&start=1'"
    })
    void what_follows_is_joined_with_the_base_on_data_center(String link, String followed) {
        assertThat(rewritten(dataCenter, "next", link).path("next").asString()).isEqualTo(followed);
    }

    @ParameterizedTest
    @CsvSource({
        "/rest/api/search?cursor=x, /rest/api/search?cursor=x",
        "/wiki/rest/api/search?cursor=x, /rest/api/search?cursor=x",
        "/wiki/api/v2/pages?cursor=x, /sites/wiki/wiki/api/v2/pages?cursor=x",
        "https://acme.atlassian.net/wiki/api/v2/pages?cursor=x, https://gw.example/sites/wiki/wiki/api/v2/pages?cursor=x"
    })
    void version_2_is_joined_with_the_host_and_version_1_with_the_base(String link, String followed) {
        assertThat(rewritten(cloud, "next", link).path("next").asString()).isEqualTo(followed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/rest/api/../../../v1/connections",
                "/rest/api/%2e%2e/x",
                "/rest/api//evil.example/x",
                "https://evil.example/x",
                "/display/DEMO",
                "/rest/pat/latest/tokens",
                "javascript:alert(1)"
            })
    void what_a_client_should_not_follow_is_left_out(String link) {
        assertThat(rewritten(dataCenter, "next", link).has("next")).isFalse();
        assertThat(rewritten(atTheRoot, "self", link).has("self")).isFalse();
    }

    @Test
    void links_for_people_stay_as_they_are() {
        JsonNode links = rewritten(dataCenter, "webui", "/display/DEMO", "tinyui", "/x/AbC");

        assertThat(links.path("webui").asString()).isEqualTo("/display/DEMO");
        assertThat(links.path("tinyui").asString()).isEqualTo("/x/AbC");
    }

    @Test
    void what_is_no_list_keeps_its_base_unless_it_goes_on() {
        byte[] page = "{\"base\":\"https://wiki.example\",\"webui\":\"/display/X\"}".getBytes(UTF_8);
        byte[] list = "{\"base\":\"https://wiki.example\",\"next\":\"/rest/api/x\"}".getBytes(UTF_8);

        assertThat(dataCenter.json(page, false)).isEqualTo(page);
        assertThat(new String(dataCenter.json(list, false), UTF_8)).contains("https://gw.example/sites/wiki");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "</wiki/api/v2/pages?cursor=x>; rel=\"next\"|</sites/wiki/wiki/api/v2/pages?cursor=x>; rel=\"next\"",
                "</wiki/api/v2/pages?cursor=x>; rel=\"next\", <https://acme.atlassian.net/wiki>; rel=\"base\"|</sites/wiki/wiki/api/v2/pages?cursor=x>; rel=\"next\", <https://gw.example/sites/wiki/wiki>; rel=\"base\"",
                "</rest/api/search?cursor=x>; rel=\"next\"|</sites/wiki/wiki/rest/api/search?cursor=x>; rel=\"next\"",
                "<https://docs.example/>; rel=\"help\"|<https://docs.example/>; rel=\"help\""
            })
    void the_header_is_relative_to_the_host(String field, String rewritten) {
        assertThat(cloud.headers(List.of(field))).containsExactly(rewritten);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<https://evil.example/x>; rel=\"next\"",
                "<//evil.example/x>; rel=next",
                "</\\evil.example/x>; REL = \"last Next\"",
                "</wiki/rest/api/../../../v1/connections>; rel=\"prev\"",
                "<https://docs.example/>; title=\"\\\", <https://evil.example/x>; rel=next",
                "</wiki/api/v2/pages?cursor=x>; title=\", <https://evil.example/x>; rel=next\"",
                "<https://evil.example/x; rel=\"next\""
            })
    void the_header_has_no_link_that_is_followed_elsewhere(String field) {
        assertThat(cloud.headers(List.of(field))).isEmpty();
        assertThat(cloud.headers(List.of(field, "<https://docs.example/>; rel=\"help\"")))
                .containsExactly("<https://docs.example/>; rel=\"help\"");
    }

    @Test
    void what_goes_on_by_anything_but_a_text_is_left_out() {
        byte[] links = "{\"next\": {\"href\": \"https://evil.example/x\"}, \"self\": null}".getBytes(UTF_8);

        assertThat(new String(dataCenter.json(links, true), UTF_8)).isEqualTo("{\"self\":null}");
    }

    private static JsonNode rewritten(LinkWriter writer, String... members) {
        var links = JSON.createObjectNode();
        for (int i = 0; i < members.length; i += 2) {
            links.put(members[i], members[i + 1]);
        }
        return JSON.readTree(writer.json(JSON.writeValueAsBytes(links), true));
    }
}
