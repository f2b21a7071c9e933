package dev.tributary.benchmarks.party;

import dev.tributary.benchmarks.server.Issued;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.SpringSecurityCoreVersion;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.JdbcOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;

/**
 * Spring Security's client: the manager that its reference names for use outside of a servlet request, over the service that keeps
 * authorized clients, with the providers that it shows for users, of the code flow and of the refresh token. Nothing is set beyond
 * that. The token endpoint is called by the default client; the default handlers save a client that was renewed and, as the reference
 * says, remove one whose renewal was refused. The manager for servlet requests has the same providers and handlers.
 *
 * @see <a href="https://docs.spring.io/spring-security/reference/servlet/oauth2/client/core.html#oauth2Client-authorized-manager-provider">Spring
 *     Security, OAuth2AuthorizedClientManager</a>
 */
public final class SpringNode implements Node {

    private static final String REGISTRATION = "wiki";
    private static final Duration LIFE = Duration.ofHours(1);

    private final ClientRegistration registration;
    private final OAuth2AuthorizedClientService service;
    private final AuthorizedClientServiceOAuth2AuthorizedClientManager manager;

    private SpringNode(
            URI tokenEndpoint, Function<ClientRegistrationRepository, OAuth2AuthorizedClientService> services) {
        this.registration = registration(tokenEndpoint);
        ClientRegistrationRepository registrations = new InMemoryClientRegistrationRepository(registration);
        this.service = services.apply(registrations);
        this.manager = new AuthorizedClientServiceOAuth2AuthorizedClientManager(registrations, service);
        manager.setAuthorizedClientProvider(OAuth2AuthorizedClientProviderBuilder.builder()
                .authorizationCode()
                .refreshToken()
                .build());
    }

    /** Returns one that keeps tokens in memory. */
    public static SpringNode inMemory(URI tokenEndpoint) {
        return new SpringNode(tokenEndpoint, InMemoryOAuth2AuthorizedClientService::new);
    }

    /**
     * Returns one that keeps tokens in a database that {@link #createTable} was called for.
     *
     * @see <a href="https://docs.spring.io/spring-security/reference/servlet/appendix/database-schema.html#dbschema-oauth2-client">Spring
     *     Security, OAuth 2.0 Client Schema</a>
     */
    public static SpringNode inDatabase(URI tokenEndpoint, DataSource database) {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        return new SpringNode(
                tokenEndpoint, registrations -> new JdbcOAuth2AuthorizedClientService(jdbc, registrations));
    }

    /** Creates its table by the script that it brings for that database: PostgreSQL, or any other. */
    public static void createTable(DataSource database, boolean postgres) {
        String script = "org/springframework/security/oauth2/client/oauth2-client-schema%s.sql"
                .formatted(postgres ? "-postgres" : "");
        DatabasePopulatorUtils.execute(new ResourceDatabasePopulator(new ClassPathResource(script)), database);
    }

    /** Returns its name and version. */
    public static String version() {
        return "Spring Security " + SpringSecurityCoreVersion.getVersion();
    }

    @Override
    public void keep(String user, Issued tokens, Instant accessTokenEnds) {
        Instant issued = accessTokenEnds.minus(LIFE);
        OAuth2AccessToken accessToken =
                new OAuth2AccessToken(TokenType.BEARER, tokens.accessToken(), issued, accessTokenEnds, Set.of("WRITE"));
        OAuth2RefreshToken refreshToken = new OAuth2RefreshToken(Objects.requireNonNull(tokens.refreshToken()), issued);
        service.saveAuthorizedClient(
                new OAuth2AuthorizedClient(registration, user, accessToken, refreshToken), principal(user));
    }

    @Override
    public String accessToken(String user) {
        return accessToken(principal(user));
    }

    /** As above, for a user who is signed in. */
    public String accessToken(Authentication principal) {
        OAuth2AuthorizedClient client = manager.authorize(OAuth2AuthorizeRequest.withClientRegistrationId(REGISTRATION)
                .principal(principal)
                .build());
        if (client == null) {
            throw new IllegalStateException("No client is authorized.");
        }
        return client.getAccessToken().getTokenValue();
    }

    @Override
    public Optional<String> keptRefreshToken(String user) {
        @Nullable OAuth2AuthorizedClient client = service.loadAuthorizedClient(REGISTRATION, user);
        return Optional.ofNullable(client)
                .map(OAuth2AuthorizedClient::getRefreshToken)
                .map(OAuth2RefreshToken::getTokenValue);
    }

    @Override
    public void close() {}

    /** Returns a user as one who is signed in. */
    public static Authentication principal(String user) {
        return UsernamePasswordAuthenticationToken.authenticated(user, "", List.of());
    }

    private static ClientRegistration registration(URI tokenEndpoint) {
        return ClientRegistration.withRegistrationId(REGISTRATION)
                .clientId("client")
                .clientSecret("secret")
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("http://localhost:8080/login/oauth2/code/wiki")
                .authorizationUri(tokenEndpoint.resolve("/authorize").toString())
                .tokenUri(tokenEndpoint.toString())
                .scope("WRITE")
                .build();
    }
}
