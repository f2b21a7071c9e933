package dev.tributary.confluence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.DataCenter;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {

    private static final URI BASE = URI.create("https://wiki.example/confluence");
    private static final Links LINKS = Links.of(DataCenter.at(BASE));
    private static final Links CLOUD = Links.of(Cloud.atlassian());

    @Tag("C28")
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /rest/api/content?start=50                                   | /rest/api/content?start=50
            /confluence/rest/api/content?start=50                        | /rest/api/content?start=50
            https://wiki.example/confluence/rest/api/content?start=50    | /rest/api/content?start=50
            https://evil.example/rest/api/content?start=50               | /rest/api/content?start=50
            //evil.example/rest/api/content?start=50                     | /rest/api/content?start=50
            /rest/api/content/search?cql=title = "ä"&start=50            | /rest/api/content/search?cql=title%20=%20%22%C3%A4%22&start=50
            """)
    void of_a_link_only_path_and_query_are_taken(String link, String target) {
        assertThat(LINKS.target(link)).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "rest/api", "/confluence/admin", "/rest/../admin", "javascript:alert(1)", "/rest/%2e%2e/x"})
    void what_is_no_link_to_the_rest_surface_is_refused(String link) {
        assertThatIllegalArgumentException().isThrownBy(() -> LINKS.target(link));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /wiki/api/v2/pages?cursor=x                               | /wiki/api/v2/pages?cursor=x
            https://acme.atlassian.net/wiki/api/v2/pages?cursor=x     | /wiki/api/v2/pages?cursor=x
            /rest/api/search?cursor=x                                 | /wiki/rest/api/search?cursor=x
            https://evil.example/wiki/rest/api/search?cursor=x        | /wiki/rest/api/search?cursor=x
            """)
    void links_of_cloud_lead_to_the_same_product(String link, String target) {
        assertThat(CLOUD.target(link)).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/wiki/spaces/DEMO", "/ex/confluence/1/wiki/rest/api/x", "/wiki/api/v2/../../x"})
    void what_is_no_link_of_cloud_is_refused(String link) {
        assertThatIllegalArgumentException().isThrownBy(() -> CLOUD.target(link));
    }

    @Test
    void a_site_without_context_path_keeps_its_links() {
        assertThat(Links.of(DataCenter.at(URI.create("https://wiki.example"))).target("/rest/api/space?start=25"))
                .isEqualTo("/rest/api/space?start=25");
    }

    @Test
    void a_link_for_people_stays_at_the_site() {
        assertThat(Links.page("/display/DEMO/Über uns", BASE))
                .isEqualTo(URI.create("https://wiki.example/confluence/display/DEMO/%C3%9Cber%20uns"));
        assertThat(Links.page("https://evil.example/x", BASE))
                .isEqualTo(URI.create("https://wiki.example/confluence/x"));
        assertThat(Links.page("javascript:alert(1)", BASE)).isEqualTo(BASE);
        assertThat(Links.page("", BASE)).isEqualTo(BASE);
        assertThat(Links.page("/100%", BASE)).isEqualTo(BASE);
    }
}
