package dev.tributary.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses are Cloud's, told from those that only look so. */
final class CloudPlacesTest {

    private static final String ID = "6f2d1c9a-3b54-4e0f-8a77-0c5e5d1a0001";
    private static final Cloud.Hosts LOCAL = new Cloud.Hosts(
            URI.create("http://localhost:8090"),
            URI.create("http://localhost:8090"),
            "api.atlassian.com",
            URI.create("http://localhost:8090/apps"),
            List.of(URI.create("http://localhost:8091")));

    private final Cloud cloud = new Cloud(LOCAL, URI.create("https://acme.example"), true);

    @ParameterizedTest
    @ValueSource(
            strings = {"https://media.example/x?token=y", "HTTPS://media.example/x", "http://localhost:8091/media/x"})
    void files_may_be_at_these_addresses(String address) {
        assertThat(cloud.mayKeepFilesAt(URI.create(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://media.example/x",
                "http://localhost/x",
                "http://localhost:8092/x",
                "http://localhost:80910/x",
                "http://localhost:8091.evil.example/x",
                "http://localhost.evil.example:8091/x",
                "http://localhost:8091@evil.example/x",
                "https://somebody@media.example/x",
                "https:media.example",
                "https:///x",
                "ftp://localhost:8091/x",
                "file:///etc/passwd",
                "jar:file:///x!/y",
                "javascript:alert(1)",
                "//media.example/x",
                "/media/x",
                ""
            })
    void files_are_fetched_from_none_of_these(String address) {
        assertThat(cloud.mayKeepFilesAt(URI.create(address))).isFalse();
        assertThat(DataCenter.at(URI.create("https://wiki.example")).mayKeepFilesAt(URI.create(address)))
                .isFalse();
    }

    @Test
    void tokens_go_to_the_api_host_and_the_one_site_that_is_named() {
        assertThat(cloud.isHome(cloud.origin(ID))).isTrue();
        assertThat(cloud.isHome(URI.create("https://acme.example"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8090",
                "http://localhost:8090/ex/confluence/",
                "http://localhost:8090/ex/confluence/" + ID + "/",
                "http://localhost:8090/ex/confluence/" + ID + "/../x",
                "http://localhost:8090/ex/jira/" + ID,
                "http://localhost:8090.evil.example/ex/confluence/" + ID,
                "http://localhost:8090@evil.example/ex/confluence/" + ID,
                "https://acme.example.evil.example",
                "https://acme.example:8443",
                "https://u@acme.example",
                "http://acme.example"
            })
    void tokens_go_to_none_of_these(String origin) {
        assertThat(cloud.isHome(URI.create(origin))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "x/../y", "x?y", "x#y", "x%2fy", "x@y", "x\ny", "x y"})
    void what_is_no_cloud_id_leads_nowhere(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> cloud.origin(id));
    }
}
