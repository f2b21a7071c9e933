package dev.tributary.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.deployment.ClientProof;
import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.DataCenter;
import dev.tributary.deployment.OAuthServer;
import dev.tributary.deployment.Site;
import dev.tributary.spring.fault.WrongSettings;
import dev.tributary.spring.security.Hints.Edition;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

class RegistrationSitesTest {

    private static final String DATA_CENTER = "https://wiki.example.org/confluence/rest/oauth2/latest/token";
    private static final String ANY = "https://login.example.org/token";

    @Test
    void the_token_endpoint_tells_which_server_it_is() {
        DataCenter dataCenter =
                (DataCenter) site(registration("a", DATA_CENTER)).deployment();
        assertThat(dataCenter.baseUrl()).isEqualTo(URI.create("https://wiki.example.org/confluence"));
        assertThat(dataCenter.endpoints().revoke())
                .isEqualTo(URI.create("https://wiki.example.org/confluence/rest/oauth2/latest/revoke"));

        Cloud cloud = (Cloud) site(registration("a", "https://auth.atlassian.com/oauth/token"))
                .deployment();
        assertThat(cloud.hosts()).isEqualTo(Cloud.Hosts.ATLASSIAN);
        Cloud government = (Cloud) site(registration("a", "https://auth.atlassian-us-gov-mod.com/oauth/token"))
                .deployment();
        assertThat(government.hosts()).isEqualTo(Cloud.Hosts.US_GOVERNMENT);

        OAuthServer other = (OAuthServer) site(registration("a", ANY)).deployment();
        assertThat(other.baseUrl()).isEqualTo(URI.create("https://login.example.org"));
        assertThat(other.dialect().talk().proof()).isEqualTo(ClientProof.BASIC);
    }

    @Test
    void the_start_says_for_what_each_registration_is_taken_and_what_to_do_if_that_is_wrong() {
        Hints other = new Hints(null, Edition.OTHER, null, null, null, null, null);
        Hints dataCenter = new Hints(null, Edition.DATACENTER, null, null, null, null, null);
        List<ClientRegistration> all = List.of(
                registration("wiki", DATA_CENTER),
                registration("sure", DATA_CENTER),
                registration("jira", DATA_CENTER));

        List<String> lines;
        try (Said said = Said.by(RegistrationSites.class)) {
            RegistrationSites.of(all, scope(Set.of(), Map.of("sure", dataCenter, "jira", other)));
            lines = said.lines();
        }

        assertThat(lines)
                .hasSize(3)
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "'wiki' is bridged as one of Confluence Data Center at https://wiki.example.org/confluence")
                        .contains("tributary.bridge.registrations.wiki.edition to other"))
                .anySatisfy(line -> assertThat(line)
                        .contains("'sure' is bridged as one of Confluence Data Center")
                        .doesNotContain("edition"))
                .anySatisfy(line -> assertThat(line)
                        .contains("'jira' is bridged as one of a server that is no Confluence")
                        .doesNotContain("edition"));
    }

    @Test
    void what_a_registration_does_not_say_is_taken_from_properties() {
        Hints hints = new Hints(
                "acme",
                Edition.DATACENTER,
                URI.create("https://acme.example.org/wiki"),
                null,
                null,
                null,
                URI.create("https://login.example.org/revoke"));

        Site site = RegistrationSites.of(List.of(registration("a", ANY)), scope(Set.of(), Map.of("a", hints)))
                .find("a")
                .orElseThrow();

        assertThat(site.id()).isEqualTo("acme");
        assertThat(site.deployment().baseUrl()).isEqualTo(URI.create("https://acme.example.org/wiki"));
        assertThat(site.deployment().endpoints().token()).isEqualTo(URI.create(ANY));
        assertThat(site.deployment().endpoints().revoke()).isEqualTo(URI.create("https://login.example.org/revoke"));
    }

    @ParameterizedTest
    @CsvSource({"DATACENTER, base-url", "CLOUD, api-url"})
    void what_cannot_be_found_out_is_asked_for_by_name(Edition edition, String property) {
        Hints hints = new Hints(null, edition, null, null, null, null, null);

        assertThatThrownBy(() ->
                        RegistrationSites.of(List.of(registration("a", ANY)), scope(Set.of(), Map.of("a", hints))))
                .isInstanceOf(WrongSettings.class)
                .hasMessageContaining("tributary.bridge.registrations.a." + property);
    }

    /** A misspelt id would lose what was said of the registration, without a word. */
    @Test
    void what_is_said_of_a_registration_that_is_not_there_is_refused() {
        Hints hints = new Hints(null, Edition.OTHER, null, null, null, null, null);

        assertThatThrownBy(() -> RegistrationSites.of(
                        List.of(registration("wiki", ANY)), scope(Set.of(), Map.of("wkii", hints))))
                .isInstanceOf(WrongSettings.class)
                .hasMessageContaining("tributary.bridge.registrations.wkii: Spring Security has no such registration");
    }

    @Test
    void the_redirect_uri_is_expanded_from_the_configured_address() {
        assertThat(site(registration("my-wiki", DATA_CENTER)).registration().redirectUri())
                .isEqualTo(URI.create("https://portal.example.org/app/login/oauth2/code/my-wiki"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wiki", "w", "my-wiki-2"})
    void an_id_that_fits_is_kept(String id) {
        assertThat(SiteIds.of(id)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Wiki", "my_wiki", "-wiki", "confluence.prod", "\u7ef4\u57fa", "___"})
    void an_id_that_does_not_fit_gets_one_that_does_and_no_other_gets_the_same(String id) {
        String mapped = SiteIds.of(id);

        assertThat(mapped).matches("[a-z0-9][a-z0-9-]{0,62}").isEqualTo(SiteIds.of(id));
        assertThat(mapped)
                .isNotEqualTo(SiteIds.of(id + "_"))
                .isNotEqualTo(SiteIds.of(id.toLowerCase(java.util.Locale.ROOT) + "-"));
        assertThat(SiteIds.of(id.repeat(40))).matches("[a-z0-9][a-z0-9-]{0,62}");
    }

    @Test
    void two_registrations_with_one_site_are_refused_and_so_is_a_site_of_others() {
        Hints same = new Hints("wiki", null, null, null, null, null, null);

        assertThatThrownBy(() -> RegistrationSites.of(
                        List.of(registration("wiki", ANY), registration("second", ANY)),
                        scope(Set.of(), Map.of("second", same))))
                .hasMessageContaining("tributary.bridge.registrations.second.site: ")
                .hasMessageContaining("as registration 'wiki' does");
        assertThatThrownBy(() -> RegistrationSites.of(
                        List.of(registration("wiki", ANY)),
                        new BridgeScope(Set.of(), Map.of(), URI.create("https://portal.example.org"), Set.of("wiki"))))
                .hasMessageContaining("tributary.bridge.registrations.wiki.site: ")
                .hasMessageContaining("as tributary.sites.wiki does");
    }

    @Test
    void every_fault_of_every_registration_is_named_at_once() {
        URI relative = URI.create("wiki");
        Map<String, Hints> hints = Map.of(
                "a", new Hints("A", Edition.DATACENTER, null, null, null, null, null),
                "b", new Hints(null, Edition.DATACENTER, relative, null, null, null, null),
                "c", new Hints(null, Edition.CLOUD, null, null, relative, "a_b", null),
                "d", new Hints("b", null, null, null, null, null, null),
                "f", new Hints(null, Edition.CLOUD, null, URI.create("https://api.example.org"), null, null, null),
                "wkii", new Hints(null, Edition.OTHER, null, null, null, null, null));
        List<ClientRegistration> all = List.of(
                registration("a", ANY),
                registration("b", ANY),
                registration("c", ANY),
                registration("d", ANY),
                registration("e", "no address"),
                registration("f", "ftp://auth.example.org/oauth/token"));

        assertThatThrownBy(
                        () -> RegistrationSites.of(all, scope(Set.of("a", "b", "c", "d", "e", "f", "signed"), hints)))
                .hasMessageContaining(".c.cloud-site: The address of a site must be absolute")
                .isInstanceOfSatisfying(
                        WrongSettings.class,
                        wrong -> assertThat(wrong.faults())
                                .containsOnlyKeys(
                                        "tributary.bridge.only",
                                        "tributary.bridge.registrations.a.base-url",
                                        "tributary.bridge.registrations.a.site",
                                        "tributary.bridge.registrations.b.base-url",
                                        "tributary.bridge.registrations.c.api-url",
                                        "tributary.bridge.registrations.c.cloud-id",
                                        "tributary.bridge.registrations.c.cloud-site",
                                        "tributary.bridge.registrations.d.site",
                                        "tributary.bridge.registrations.wkii",
                                        "spring.security.oauth2.client.registration.e",
                                        "spring.security.oauth2.client.registration.f"));
    }

    @Test
    void what_cannot_be_bridged_is_left_unless_it_is_named() {
        ClientRegistration signed = ClientRegistration.withClientRegistration(registration("signed", ANY))
                .clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                .build();
        ClientRegistration exchange = ClientRegistration.withRegistrationId("exchange")
                .clientId("id")
                .clientSecret("secret")
                .authorizationGrantType(AuthorizationGrantType.TOKEN_EXCHANGE)
                .tokenUri(ANY)
                .build();
        List<ClientRegistration> all = List.of(signed, exchange, registration("wiki", ANY));

        RegistrationSites sites = RegistrationSites.of(all, scope(Set.of(), Map.of()));

        assertThat(sites.all()).containsOnlyKeys("wiki");
        assertThat(sites.obstacle("signed")).contains("private_key_jwt");
        assertThat(sites.obstacle("exchange")).contains("grant type");
        assertThatThrownBy(() -> RegistrationSites.of(all, scope(Set.of("wiki", "signed"), Map.of())))
                .isInstanceOf(WrongSettings.class)
                .hasMessageContaining("tributary.bridge.only: It names [signed]");
        assertThat(RegistrationSites.of(all, scope(Set.of("wiki"), Map.of())).all())
                .containsOnlyKeys("wiki");
    }

    private static Site site(ClientRegistration registration) {
        return RegistrationSites.of(List.of(registration), scope(Set.of(), Map.of()))
                .find(registration.getRegistrationId())
                .orElseThrow();
    }

    private static BridgeScope scope(Set<String> only, Map<String, Hints> hints) {
        return new BridgeScope(only, hints, URI.create("https://portal.example.org/app"), Set.of());
    }

    private static ClientRegistration registration(String id, String tokenUri) {
        return ClientRegistration.withRegistrationId(id)
                .clientId("id")
                .clientSecret("secret")
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("{baseUrl}/{action}/oauth2/code/{registrationId}")
                .authorizationUri("https://login.example.org/authorize")
                .tokenUri(tokenUri)
                .build();
    }
}
