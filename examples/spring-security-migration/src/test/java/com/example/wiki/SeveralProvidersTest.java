package com.example.wiki;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.spring.security.PrincipalUser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;

/** What the guide gives an application whose users sign in at several providers. */
class SeveralProvidersTest {

    static class Configuration {

        // snippet: users
        @Bean
        PrincipalUser users() {
            return principal -> principal instanceof OAuth2AuthenticationToken signedIn
                    ? signedIn.getAuthorizedClientRegistrationId() + ":" + principal.getName()
                    : "local:" + principal.getName();
        }
        // end
    }

    @Test
    void people_of_one_name_are_told_apart_by_where_they_signed_in() {
        PrincipalUser users = new Configuration().users();
        Authentication local = new UsernamePasswordAuthenticationToken("ann", null, List.of());

        assertThat(users.user(local)).isEqualTo("local:ann");
        assertThat(users.user(signedIn("google"))).isEqualTo("google:ann");
        assertThat(users.user(signedIn("okta"))).isEqualTo("okta:ann");
    }

    private static Authentication signedIn(String provider) {
        DefaultOAuth2User user = new DefaultOAuth2User(List.of(), Map.of("name", "ann"), "name");
        return new OAuth2AuthenticationToken(user, List.of(), provider);
    }
}
