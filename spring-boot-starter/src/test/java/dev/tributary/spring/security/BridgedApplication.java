package dev.tributary.spring.security;

import static org.springframework.security.config.Customizer.withDefaults;
import static org.springframework.security.oauth2.client.web.client.RequestAttributeClientRegistrationIdResolver.clientRegistrationId;

import dev.tributary.SiteChooser;
import dev.tributary.spring.KnownUsers;
import dev.tributary.spring.TributaryCustomizer;
import java.security.Principal;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.annotation.RegisteredOAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.client.OAuth2ClientHttpRequestInterceptor;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientResponseException;

/** An application as it is written for plain Spring Security; all that makes it another one is a property. */
@EnableAutoConfiguration
@Import({KnownUsers.class, BridgedApplication.Pages.class})
class BridgedApplication {

    static final String REGISTRATION = "wiki";

    @Bean
    SecurityFilterChain security(HttpSecurity http, @Value("${login:false}") boolean login) {
        http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .formLogin(withDefaults())
                .httpBasic(withDefaults())
                .oauth2Client(withDefaults());
        return (login ? http.oauth2Login(withDefaults()) : http).build();
    }

    @Bean
    TributaryCustomizer time(Clock clock) {
        return builder -> builder.clock(clock);
    }

    /** Whoever may choose among sites of Cloud chooses that one. */
    @Bean
    SiteChooser chooser(@Value("${choose:}") String name) {
        return sites -> sites.stream().filter(site -> site.name().equals(name)).findFirst();
    }

    @Bean
    RestClient confluence(OAuth2AuthorizedClientManager manager, OAuth2AuthorizedClientRepository clients) {
        OAuth2ClientHttpRequestInterceptor interceptor = new OAuth2ClientHttpRequestInterceptor(manager);
        interceptor.setAuthorizationFailureHandler(
                OAuth2ClientHttpRequestInterceptor.authorizationFailureHandler(clients));
        return RestClient.builder().requestInterceptor(interceptor).build();
    }

    /** What its users ask for. */
    @RestController
    static class Pages {

        private final RestClient confluence;
        private final OAuth2AuthorizedClientService clients;

        Pages(RestClient confluence, OAuth2AuthorizedClientService clients) {
            this.confluence = confluence;
            this.clients = clients;
        }

        @GetMapping("/read")
        String read(@RequestParam String uri) {
            return String.valueOf(confluence
                    .get()
                    .uri(uri)
                    .attributes(clientRegistrationId(REGISTRATION))
                    .retrieve()
                    .body(String.class));
        }

        @GetMapping("/mine")
        String mine(@RegisteredOAuth2AuthorizedClient(REGISTRATION) OAuth2AuthorizedClient client) {
            return client.getPrincipalName() + " " + client.getAccessToken().getScopes() + " "
                    + (client.getRefreshToken() == null) + " "
                    + client.getAccessToken().getTokenValue().length();
        }

        @GetMapping("/saved-again")
        String savedAgain(
                @RegisteredOAuth2AuthorizedClient(REGISTRATION) OAuth2AuthorizedClient client,
                org.springframework.security.core.Authentication principal) {
            clients.saveAuthorizedClient(client, principal);
            return "saved";
        }

        @GetMapping("/disconnect")
        String disconnect(Principal principal) {
            clients.removeAuthorizedClient(REGISTRATION, principal.getName());
            return "disconnected";
        }

        @ExceptionHandler
        ResponseEntity<String> refused(RestClientResponseException failure) {
            return ResponseEntity.status(failure.getStatusCode()).body("refused by Confluence");
        }

        @ExceptionHandler
        ResponseEntity<String> failed(OAuth2AuthorizationException failure) {
            if (failure instanceof ClientAuthorizationRequiredException required) {
                throw required;
            }
            return ResponseEntity.status(502).body(failure.getError().toString());
        }
    }
}
