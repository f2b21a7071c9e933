package dev.tributary.spring.security;

import dev.tributary.Tributary;
import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.authorization.Callback;
import dev.tributary.deployment.Site;
import dev.tributary.model.Connection;
import dev.tributary.model.Secret;
import dev.tributary.model.TokenPair;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.store.MemoryStore;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.oauth2.client.JdbcOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;

/** The table of clients as plain Spring Security writes it, with tokens that a Confluence has really issued. */
final class SpringTable {

    static final String REDIRECT = "http://localhost:8080/callback";

    /** It logs what is written, which is clear text here, as Spring Security has it. */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql.core");

    private final ConfluenceSimulator confluence;
    private final DataSource dataSource;

    SpringTable(ConfluenceSimulator confluence, DataSource dataSource) {
        this.confluence = confluence;
        this.dataSource = dataSource;
        new ResourceDatabasePopulator(new ClassPathResource(
                        "org/springframework/security/oauth2/client/oauth2-client-schema-postgres.sql"))
                .execute(dataSource);
    }

    static ClientRegistration registration(String id, URI baseUrl) {
        return ClientRegistration.withRegistrationId(id)
                .clientId("tributary")
                .clientSecret("tributary-secret")
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(REDIRECT)
                .scope("WRITE")
                .authorizationUri(baseUrl + "/rest/oauth2/latest/authorize")
                .tokenUri(baseUrl + "/rest/oauth2/latest/token")
                .build();
    }

    /** Returns one whose tokens are its own. */
    static ClientRegistration ofNobody(String id, URI baseUrl) {
        return ClientRegistration.withRegistrationId(id)
                .clientId("tributary")
                .clientSecret("tributary-secret")
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scope("WRITE")
                .tokenUri(baseUrl + "/rest/oauth2/latest/token")
                .build();
    }

    /** Returns what a consent of that user of Confluence brings. */
    TokenPair consent(String user) {
        MemoryStore store = new MemoryStore(confluence.clock());
        Site site = Site.dataCenter(
                "wiki",
                confluence.baseUrl(),
                new dev.tributary.deployment.ClientRegistration(
                        "tributary", Secret.of("tributary-secret"), URI.create(REDIRECT), List.of("WRITE")));
        try (Tributary elsewhere = Tributary.builder()
                .site(site)
                .store(store)
                .clock(confluence.clock())
                .build()) {
            AuthorizationRequest request = elsewhere.authorize(user, "wiki").begin();
            URI back = new SimulatedBrowser(user, user).approve(request.uri(), REDIRECT);
            Connection connection =
                    elsewhere.complete(Callback.of("wiki", back.getRawQuery(), request.browser()), user);
            return Objects.requireNonNull(
                    store.find(connection.id()).orElseThrow().tokens());
        }
    }

    /** Saves a row, by Spring Security. */
    void save(String registration, String principal, TokenPair pair, Instant issued, Instant expires) {
        ClientRegistration known = registration(registration, confluence.baseUrl());
        OAuth2AccessToken access =
                new OAuth2AccessToken(TokenType.BEARER, pair.accessToken().reveal(), issued, expires, Set.of("WRITE"));
        DRIVER.setLevel(Level.INFO);
        try {
            new JdbcOAuth2AuthorizedClientService(
                            new JdbcTemplate(dataSource), new InMemoryClientRegistrationRepository(known))
                    .saveAuthorizedClient(
                            new OAuth2AuthorizedClient(known, principal, access, refresh(pair.refreshToken(), issued)),
                            new TestingAuthenticationToken(principal, null));
        } finally {
            DRIVER.setLevel(null);
        }
    }

    private static @Nullable OAuth2RefreshToken refresh(@Nullable Secret token, Instant issued) {
        return token == null ? null : new OAuth2RefreshToken(token.reveal(), issued);
    }

    long rows() {
        return Objects.requireNonNull(new JdbcTemplate(dataSource)
                .queryForObject("SELECT COUNT(*) FROM oauth2_authorized_client", Long.class));
    }
}
