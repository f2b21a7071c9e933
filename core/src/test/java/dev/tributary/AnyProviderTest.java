package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.authorization.Callback;
import dev.tributary.authorization.Disconnected.Revocation;
import dev.tributary.deployment.ClientProof;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Status;
import dev.tributary.simulator.environment.SimulatedClock;
import dev.tributary.store.MemoryStore;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The library at a server that is no Confluence, however its clients show who they are. */
class AnyProviderTest {

    private static final int LIFE = 30;
    private static final int RENEWALS = 3;

    private final SimulatedClock clock = new SimulatedClock();
    private @Nullable ForeignServer running;

    @AfterEach
    void stop() throws Exception {
        if (running != null) {
            running.stop();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_grant_is_taken_renewed_and_revoked_and_its_account_is_the_user(ClientProof proof) throws Exception {
        ForeignServer server = ForeignServer.start(LIFE);
        running = server;
        try (Tributary tributary = Tributary.builder()
                .site(server.oauth(proof))
                .store(new MemoryStore(clock))
                .clock(clock)
                .build()) {
            AuthorizationRequest request = tributary.authorize("ann", "foreign").begin();
            String query = server.approve(request.uri(), "alice").getRawQuery();

            Connection connection = tributary.complete(Callback.of("foreign", query, request.browser()), "ann");

            assertThat(connection.account().id()).isEqualTo("ann");
            assertThat(connection.account().isConfirmed()).isTrue();
            assertThat(connection.scopes()).containsExactly("WRITE");
            Set<String> tokens = new HashSet<>();
            for (int i = 0; i < RENEWALS; i++) {
                clock.advance(Duration.ofSeconds(LIFE));
                tokens.add(
                        tributary.accessToken(connection, Duration.ofSeconds(1)).reveal());
            }
            assertThat(tokens).hasSize(RENEWALS);
            assertThat(server.events().path("spentRefreshTokens").asInt()).isEqualTo(RENEWALS);
            assertThatThrownBy(() -> tributary.confluence(connection))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'foreign' is no Confluence");

            assertThat(tributary.disconnect(connection).revocation()).isEqualTo(Revocation.REVOKED);
            assertThat(server.events().path("endedGrants").asInt()).isEqualTo(1);
            assertThat(tributary
                            .connections()
                            .find(connection.id())
                            .orElseThrow()
                            .state()
                            .status())
                    .isEqualTo(Status.DISCONNECTED);
        }
    }
}
