package dev.tributary.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.model.Secret;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.endpoint.SanitizableData;

class SecretSettingsTest {

    private static final String HIDDEN = "******";

    private final SecretSettings settings =
            new SecretSettings(() -> Stream.of("the-client-secret", "short").map(Secret::of));

    private @Nullable Object shown(String key, @Nullable Object value) {
        return settings.apply(new SanitizableData(null, key, value)).getValue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tributary.sites.wiki.client-secret",
                "tributary.sites.wiki.clientSecret",
                "tributary.sites.wiki.other-client-secret",
                "tributary.sites[My-Wiki].client_secret",
                "tributary.keyset",
                "TRIBUTARY_SITES_WIKI_CLIENTSECRET",
                "TRIBUTARY_SITES_WIKI_CLIENT_SECRET",
                "TRIBUTARY_KEYSET",
                "spring.security.oauth2.client.registration.wiki.client-secret",
                "spring.security.oauth2.client.registration.wiki.clientSecret",
                "SPRING_SECURITY_OAUTH2_CLIENT_REGISTRATION_WIKI_CLIENTSECRET"
            })
    void a_secret_is_known_by_the_name_of_its_property(String key) {
        assertThat(shown(key, "of nobody")).isEqualTo(HIDDEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the-client-secret",
                "Bearer the-client-secret",
                "java -jar portal.jar --some.other=the-client-secret --more",
                "short",
                "java -jar portal.jar --tributary.sites.wiki.client-secret=x",
                "{\"tributary\":{\"sites\":{\"wiki\":{\"client-secret\":\"x\"}}}}",
                "{\"tributary\":{\"keyset\": \"x\"}}",
                "-Dspring.security.oauth2.client.registration.wiki.clientSecret=x"
            })
    void a_secret_is_known_by_its_value_and_where_a_text_sets_it(String value) {
        assertThat(shown("WIKI_SECRET", value)).isEqualTo(HIDDEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"portal", "shortly", "the-client", "--tributary.keyset-file=keys.json", "true"})
    void what_is_no_secret_is_shown(String value) {
        assertThat(shown("tributary.sites.wiki.client-id", value)).isEqualTo(value);
        assertThat(shown("tributary.keyset-file", value)).isEqualTo(value);
    }

    @Test
    void what_is_no_text_is_shown_as_it_is() {
        assertThat(shown("server.port", 8080)).isEqualTo(8080);
        assertThat(shown("server.address", null)).isNull();
    }
}
