package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.authorization.Callback;
import dev.tributary.authorization.Disconnected.Revocation;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.GrantEnded;
import dev.tributary.model.Secret;
import dev.tributary.model.TokenPair;
import dev.tributary.simulator.environment.SimulatedClock;
import dev.tributary.store.MemoryStore;
import dev.tributary.token.AccessToken;
import dev.tributary.token.TokenEndpoint;
import dev.tributary.token.TokenOutcome;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The library against a strict server that its authors did not write: PKCE required, rotation, and no mercy for a token spent twice. */
class ForeignServerTest {

    private static final int LIFE = 30;
    private static final int RENEWALS = 20;
    private static final int CALLERS = 8;

    private final SimulatedClock clock = new SimulatedClock();
    private final MemoryStore store = new MemoryStore(clock);
    private ForeignServer server;
    private Tributary tributary;

    @BeforeEach
    void start() throws Exception {
        server = ForeignServer.start(LIFE);
        tributary = Tributary.builder()
                .site(server.site())
                .store(store)
                .clock(clock)
                .build();
    }

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            tributary.close();
            server.stop();
        }
    }

    @Test
    void connect_renew_twenty_times_for_many_callers_and_revoke() {
        Connection connection = connect();
        assertThat(connection.account().username()).isEqualTo("alice");
        assertThat(connection.scopes()).containsExactly("WRITE");

        Set<String> tokens = new HashSet<>();
        for (int i = 0; i < RENEWALS; i++) {
            clock.advance(Duration.ofSeconds(LIFE));
            tokens.add(askedForByManyAtOnce(connection));
            assertThat(tributary.confluence(connection).currentUser().username())
                    .isEqualTo("alice");
        }
        assertThat(tokens).hasSize(RENEWALS);
        assertSeen(RENEWALS, 0);
        assertThat(tributary
                        .connection("alice", "foreign")
                        .orElseThrow()
                        .state()
                        .generation())
                .isEqualTo(connection.state().generation() + RENEWALS);

        assertThat(tributary.disconnect(connection).revocation()).isEqualTo(Revocation.REVOKED);
        assertSeen(RENEWALS, 1);
    }

    @Test
    void a_refresh_token_spent_behind_the_librarys_back_ends_the_grant_and_is_told_so() {
        Connection connection = connect();
        Secret first = refreshToken(connection);
        clock.advance(Duration.ofSeconds(LIFE));
        tributary.accessToken(connection, Duration.ZERO);

        spendAgain(first);

        assertThat(server.events().path("refusedGrants").toString()).isEqualTo("[\"invalid_grant\"]");
        clock.advance(Duration.ofSeconds(LIFE));
        assertThatThrownBy(() -> tributary.accessToken(connection, Duration.ZERO))
                .isInstanceOf(GrantEnded.class);
        assertThat(tributary
                        .connection("alice", "foreign")
                        .orElseThrow()
                        .state()
                        .status())
                .isEqualTo(Status.RECONNECT_REQUIRED);
    }

    private Connection connect() {
        AuthorizationRequest request = tributary.authorize("alice", "foreign").begin();
        String query = server.approve(request.uri(), "alice").getRawQuery();
        assertThat(query).contains("iss=");
        return tributary.complete(Callback.of("foreign", query, request.browser()), "alice");
    }

    private String askedForByManyAtOnce(Connection connection) {
        List<CompletableFuture<AccessToken>> asked = IntStream.range(0, CALLERS)
                .mapToObj(i -> tributary.tokens().accessToken(connection.id(), Duration.ofSeconds(1)))
                .toList();
        List<String> distinct = asked.stream()
                .map(CompletableFuture::join)
                .map(token -> token.value().reveal())
                .distinct()
                .toList();
        assertThat(distinct).hasSize(1);
        return distinct.get(0);
    }

    private Secret refreshToken(Connection connection) {
        TokenPair pair = store.find(connection.id()).orElseThrow().tokens();
        return Objects.requireNonNull(Objects.requireNonNull(pair).refreshToken());
    }

    private void spendAgain(Secret refreshToken) {
        TokenEndpoint endpoint = new TokenEndpoint(tributary.services().transport());
        assertThat(endpoint.renew(server.site(), refreshToken).join()).isInstanceOf(TokenOutcome.Refused.class);
    }

    private void assertSeen(int spent, int ended) {
        JsonNode events = server.events();
        assertThat(events.path("spentRefreshTokens").asInt()).isEqualTo(spent);
        assertThat(events.path("refusedGrants")).isEmpty();
        assertThat(events.path("endedGrants").asInt()).isEqualTo(ended);
    }
}
