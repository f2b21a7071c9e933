package dev.tributary.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.model.Secret;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class SitesTest {

    @Test
    void sites_share_a_registration_when_client_and_server_are_the_same() {
        Site wiki = site("wiki", "https://wiki.example", "client");
        Site again = site("again", "https://wiki.example", "client");
        Site another = site("another", "https://wiki.example", "another-client");
        Site elsewhere = site("elsewhere", "https://elsewhere.example", "client");

        assertThat(new Sites(List.of(wiki, again, another, elsewhere)).sharing(wiki))
                .containsExactly("again", "wiki");
    }

    private static Site site(String id, String baseUrl, String client) {
        URI redirect = URI.create("http://localhost:8080/callback");
        return Site.dataCenter(
                id, URI.create(baseUrl), new ClientRegistration(client, Secret.of("secret"), redirect, List.of()));
    }
}
