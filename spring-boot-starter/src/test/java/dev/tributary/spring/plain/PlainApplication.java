package dev.tributary.spring.plain;

import static org.springframework.security.config.Customizer.withDefaults;
import static org.springframework.security.oauth2.client.web.client.RequestAttributeClientRegistrationIdResolver.clientRegistrationId;
import static org.springframework.web.servlet.function.RouterFunctions.route;

import dev.tributary.spring.KnownUsers;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientPropertiesMapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;
import org.springframework.security.oauth2.client.JdbcOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistration.ClientSettings;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.client.OAuth2ClientHttpRequestInterceptor;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** An application with plain Spring Security: users of its own sign in, and what they ask for is read from Confluence as them. */
@EnableAutoConfiguration
@Import(KnownUsers.class)
@EnableConfigurationProperties(OAuth2ClientProperties.class)
class PlainApplication {

    static final String REGISTRATION = "wiki";

    @Bean
    SecurityFilterChain security(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .formLogin(withDefaults())
                .oauth2Client(withDefaults())
                .build();
    }

    /** What Boot makes of the properties, but for the proof key: see {@link LongVerifierTest}. */
    @Bean
    ClientRegistrationRepository registrations(
            OAuth2ClientProperties properties, @Value("${proof-key}") boolean needed) {
        ClientSettings settings =
                ClientSettings.builder().requireProofKey(needed).build();
        return new InMemoryClientRegistrationRepository(new OAuth2ClientPropertiesMapper(properties)
                .asClientRegistrations().values().stream()
                        .map(registration -> ClientRegistration.withClientRegistration(registration)
                                .clientSettings(settings)
                                .build())
                        .toList());
    }

    @Bean
    OAuth2AuthorizedClientService clients(JdbcOperations jdbc, ClientRegistrationRepository registrations) {
        return new JdbcOAuth2AuthorizedClientService(jdbc, registrations);
    }

    @Bean
    RestClient confluence(OAuth2AuthorizedClientManager manager, OAuth2AuthorizedClientRepository clients) {
        OAuth2ClientHttpRequestInterceptor interceptor = new OAuth2ClientHttpRequestInterceptor(manager);
        interceptor.setAuthorizationFailureHandler(
                OAuth2ClientHttpRequestInterceptor.authorizationFailureHandler(clients));
        return RestClient.builder().requestInterceptor(interceptor).build();
    }

    @Bean
    RouterFunction<ServerResponse> pages(RestClient confluence) {
        return route().GET("/read", request -> read(confluence, request)).build();
    }

    private static ServerResponse read(RestClient confluence, ServerRequest request) {
        try {
            String answer = confluence
                    .get()
                    .uri(request.param("uri").orElseThrow())
                    .attributes(clientRegistrationId(REGISTRATION))
                    .retrieve()
                    .body(String.class);
            return ServerResponse.ok().body(String.valueOf(answer));
        } catch (RestClientResponseException refused) {
            return ServerResponse.status(refused.getStatusCode()).body("refused by Confluence");
        } catch (ClientAuthorizationRequiredException sendsTheUserToConfluence) {
            throw sendsTheUserToConfluence;
        } catch (OAuth2AuthorizationException failed) {
            return ServerResponse.status(502).body(failed.getError().getErrorCode());
        }
    }
}
