package dev.tributary.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.authorization.Connections.PersonalToken;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Kind;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import dev.tributary.model.TokenPair;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.junit.StartConfluence;
import dev.tributary.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.client.ClientAuthorizationException;
import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;

/** The bridge outside of requests: registrations that authorize themselves, principals in the background, and failures. */
class BridgedServiceTest {

    private static final Owner ROBOT = new Owner("client-registrations", "robot");
    private static final String REGISTRATIONS = "spring.security.oauth2.client.registration.";

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    private BridgedSpring application;

    @BeforeEach
    void start() {
        confluence.switches().set(Switch.CLIENT_CREDENTIALS, "on");
        application = BridgedSpring.against(
                confluence,
                BridgedSpring.Base.in(directory),
                Map.of(
                        REGISTRATIONS + "robot.provider", "confluence",
                        REGISTRATIONS + "robot.client-id", BridgedSpring.NAME,
                        REGISTRATIONS + "robot.client-secret", BridgedSpring.SECRET,
                        REGISTRATIONS + "robot.client-authentication-method", "client_secret_post",
                        REGISTRATIONS + "robot.authorization-grant-type", "client_credentials",
                        REGISTRATIONS + "robot.scope", "WRITE"),
                "WRITE");
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void a_registration_of_its_own_has_one_token_for_all_principals_and_gets_another_at_its_end() {
        String anns = token("robot", signedIn("ann"));
        String nobodys = token("robot", nobody());
        assertThat(nobodys).isEqualTo(anns);
        assertThat(tokenRequests()).isEqualTo(1);
        OAuth2AuthorizedClient loaded =
                application.bean(OAuth2AuthorizedClientService.class).loadAuthorizedClient("robot", "ben");
        assertThat(Objects.requireNonNull(loaded).getAccessToken().getTokenValue())
                .isEqualTo(anns);

        Connection connection =
                application.tributary().connections().find(ROBOT, "robot").orElseThrow();
        assertThat(connection.kind()).isEqualTo(Kind.SERVICE_ACCOUNT);
        confluence.clock().advance(Duration.ofHours(2));
        assertThat(token("robot", signedIn("ben"))).isNotEqualTo(anns);
        assertThat(tokenRequests()).isEqualTo(2);
    }

    @Test
    void a_principal_who_has_a_registrations_id_as_their_name_is_not_the_registration() {
        String alices = personalTokenOfAlice();
        application.tributary().connectWithPersonalAccessToken("robot", "robot", Secret.of(alices));

        assertThat(token("robot", signedIn("ann"))).isNotEqualTo(alices);
    }

    @Test
    void nothing_but_a_service_account_is_a_registrations_own() {
        String alices = personalTokenOfAlice();
        application
                .tributary()
                .connections()
                .connectWithPersonalAccessToken(new PersonalToken(ROBOT, "robot", Secret.of(alices), null, null));

        assertThatThrownBy(() -> token("robot", signedIn("ann")))
                .isInstanceOf(ClientAuthorizationException.class)
                .hasMessageContaining("another Confluence account");
    }

    @Test
    void a_registration_whose_grant_has_ended_gets_a_new_one() {
        String before = token("robot", nobody());
        Connection connection =
                application.tributary().connections().find(ROBOT, "robot").orElseThrow();
        application.tributary().connections().suspend(connection, Connection.Reason.SERVED_AS_ANOTHER);

        assertThat(token("robot", nobody())).isNotEqualTo(before);
    }

    @Test
    void who_has_not_consented_has_to_also_in_the_background() {
        assertThatThrownBy(() -> token("wiki", signedIn("ann")))
                .isInstanceOf(ClientAuthorizationRequiredException.class);
        OAuth2AuthorizedClient none =
                application.bean(OAuth2AuthorizedClientService.class).loadAuthorizedClient("wiki", "ann");
        assertThat(none).isNull();
    }

    @Test
    void a_principal_in_the_background_has_its_token() {
        application.connect(application.signedIn("ann"), "alice");

        assertThat(token("wiki", signedIn("ann"))).isNotEmpty();
    }

    @Test
    void a_copy_of_a_loaded_client_that_is_saved_again_costs_nobody_their_grant() {
        application.connect(application.signedIn("ann"), "alice");
        OAuth2AuthorizedClientService clients = application.bean(OAuth2AuthorizedClientService.class);
        OAuth2AuthorizedClient loaded = Objects.requireNonNull(clients.loadAuthorizedClient("wiki", "ann"));

        clients.saveAuthorizedClient(
                new OAuth2AuthorizedClient(
                        loaded.getClientRegistration(), "ann", loaded.getAccessToken(), loaded.getRefreshToken()),
                signedIn("ann"));

        assertThat(confluence.grants().all()).hasSize(1).allMatch(grant -> grant.live());
        confluence.clock().advance(Duration.ofHours(2));
        assertThat(token("wiki", signedIn("ann")))
                .isNotEqualTo(loaded.getAccessToken().getTokenValue());
    }

    @Test
    void an_old_copy_of_what_was_obtained_costs_nobody_what_became_of_it() {
        application.connect(application.signedIn("ann"), "alice");
        Connection first = application.tributary().connection("ann", "wiki").orElseThrow();
        OAuth2AuthorizedClient copy = copy(first);
        confluence.clock().advance(Duration.ofHours(2));
        token("wiki", signedIn("ann"));
        Connection renewed = application.tributary().connection("ann", "wiki").orElseThrow();

        application.bean(OAuth2AuthorizedClientService.class).saveAuthorizedClient(copy, signedIn("ann"));

        assertThat(renewed).isNotEqualTo(first);
        assertThat(application.tributary().connection("ann", "wiki")).contains(renewed);
        assertThat(confluence.grants().all()).hasSize(1).allMatch(grant -> grant.live());
    }

    /** What remembers such pairs has forgotten this one, and it does not say how old it is. */
    @Test
    void tokens_that_somebody_has_kept_without_their_dates_cost_nobody_what_became_of_them() {
        application.connect(application.signedIn("ann"), "alice");
        OAuth2AuthorizedClient copy = undated(copy(annsConnection()));
        confluence.clock().advance(Duration.ofDays(3));
        token("wiki", signedIn("ann"));
        application.connect(application.signedIn("ben"), "bob");
        Connection renewed = annsConnection();

        application.bean(OAuth2AuthorizedClientService.class).saveAuthorizedClient(copy, signedIn("ann"));

        assertThat(annsConnection()).isEqualTo(renewed);
        assertThat(confluence.grants().all()).hasSize(2).allMatch(grant -> grant.live());
    }

    @Test
    void tokens_without_dates_become_a_connection_where_there_is_none() {
        application.connect(application.signedIn("ann"), "alice");

        application
                .bean(OAuth2AuthorizedClientService.class)
                .saveAuthorizedClient(undated(copy(annsConnection())), signedIn("ben"));

        assertThat(token("wiki", signedIn("ben"))).isNotEmpty();
        assertThat(application
                        .tributary()
                        .connection("ben", "wiki")
                        .orElseThrow()
                        .account()
                        .username())
                .isEqualTo("alice");
    }

    private Connection annsConnection() {
        return application.tributary().connection("ann", "wiki").orElseThrow();
    }

    private static OAuth2AuthorizedClient undated(OAuth2AuthorizedClient client) {
        return new OAuth2AuthorizedClient(
                client.getClientRegistration(),
                client.getPrincipalName(),
                new OAuth2AccessToken(TokenType.BEARER, client.getAccessToken().getTokenValue(), null, null),
                new OAuth2RefreshToken(
                        Objects.requireNonNull(client.getRefreshToken()).getTokenValue(), null));
    }

    private String personalTokenOfAlice() {
        return confluence
                .personalTokens()
                .create(confluence.users().named("alice").orElseThrow(), "hers", null);
    }

    /** As Spring Security had it before it was saved. */
    private OAuth2AuthorizedClient copy(Connection connection) {
        TokenPair pair = Objects.requireNonNull(application
                .bean(Store.class)
                .find(connection.id())
                .orElseThrow()
                .tokens());
        Instant now = confluence.clock().instant();
        return new OAuth2AuthorizedClient(
                Objects.requireNonNull(
                        application.bean(ClientRegistrationRepository.class).findByRegistrationId("wiki")),
                "ann",
                new OAuth2AccessToken(
                        TokenType.BEARER, pair.accessToken().reveal(), now, now.plus(Duration.ofHours(5))),
                new OAuth2RefreshToken(
                        Objects.requireNonNull(pair.refreshToken()).reveal(), now));
    }

    @Test
    void what_has_another_cause_than_the_grant_removes_nothing_and_says_so() {
        application.connect(application.signedIn("ann"), "alice");
        confluence
                .clients()
                .register(dev.tributary.simulator.oauth.Client.of(
                        BridgedSpring.NAME, "another-secret", "http://localhost/x"));
        confluence.clock().advance(Duration.ofHours(2));

        assertThatThrownBy(() -> token("wiki", signedIn("ann")))
                .isInstanceOfSatisfying(ClientAuthorizationException.class, failure -> {
                    assertThat(failure.getError().getErrorCode()).isEqualTo(OAuth2ErrorCodes.SERVER_ERROR);
                    assertThat(failure.getError().getDescription()).contains("sites.wiki.clientSecret");
                    assertThat(failure.getClientRegistrationId()).isEqualTo("wiki");
                });
        assertThat(application
                        .tributary()
                        .connection("ann", "wiki")
                        .orElseThrow()
                        .isActive())
                .isTrue();
    }

    private String token(String registration, Authentication principal) {
        OAuth2AuthorizedClient client = application
                .bean(OAuth2AuthorizedClientManager.class)
                .authorize(OAuth2AuthorizeRequest.withClientRegistrationId(registration)
                        .principal(principal)
                        .build());
        return Objects.requireNonNull(client).getAccessToken().getTokenValue();
    }

    private int tokenRequests() {
        return confluence.requests().of("POST", "/rest/oauth2/latest/token").size();
    }

    private static Authentication signedIn(String user) {
        return new TestingAuthenticationToken(user, null, List.of());
    }

    private static Authentication nobody() {
        return new AnonymousAuthenticationToken(
                "key", "anonymousUser", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));
    }
}
