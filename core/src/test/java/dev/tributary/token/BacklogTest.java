package dev.tributary.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.Tributary;
import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.Site;
import dev.tributary.http.Body;
import dev.tributary.http.HttpAnswer;
import dev.tributary.http.HttpCall;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import dev.tributary.store.MemoryStore;
import dev.tributary.store.Rows;
import dev.tributary.store.StoredConnection;
import dev.tributary.token.RenewalEngine.Settings;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What happens where there is more than one look can hold: more that is due, and more that was used. */
class BacklogTest {

    private static final Duration OFTEN = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MANY = 450;

    private final MemoryStore store = new MemoryStore();

    @Test
    void what_nobody_can_renew_does_not_keep_others_from_being_renewed() {
        for (int i = 0; i < MANY; i++) {
            connected("gone-" + i, "gone", Duration.ofDays(80));
        }
        List<ConnectionId> idle = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            idle.add(connected("user-" + i, "wiki", Duration.ofDays(70)));
        }

        try (Tributary tributary = tributary(Settings.DEFAULT.remembered())) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(idle)
                            .allSatisfy(id -> assertThat(generation(id)).isGreaterThan(1)));
            assertThat(tributary.connection("user-1", "wiki")).isPresent();
        }
    }

    @Test
    void what_is_no_longer_remembered_is_not_kept_for_the_time_when_it_would_be_renewed() {
        List<ConnectionId> ids = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            ids.add(connected("user-" + i, "wiki", Duration.ZERO));
        }

        try (Tributary tributary = tributary(10)) {
            List<WeakReference<AccessToken>> given = ids.stream()
                    .map(id -> new WeakReference<>(
                            tributary.tokens().accessToken(id, Duration.ZERO).join()))
                    .toList();

            await().atMost(PATIENCE).untilAsserted(() -> {
                System.gc();
                assertThat(given.stream().filter(token -> token.get() != null).count())
                        .isLessThan(50);
            });
        }
    }

    private Tributary tributary(long remembered) {
        ClientRegistration registration = new ClientRegistration(
                "client", Secret.of("secret"), URI.create("http://localhost:8080/callback"), List.of());
        return Tributary.builder()
                .site(Site.dataCenter("wiki", URI.create("http://localhost:8090/confluence"), registration))
                .store(store)
                .transport(BacklogTest::issue)
                .renewal(new Settings(sweepingOften(), remembered, Settings.DEFAULT.threads(), null))
                .build();
    }

    private static RenewalTiming sweepingOften() {
        RenewalTiming usual = RenewalTiming.DEFAULT;
        return new RenewalTiming(
                usual.answer(), usual.send(), usual.grace(), usual.lease(), usual.heartbeat(), usual.watch(), OFTEN);
    }

    private static CompletableFuture<HttpAnswer> issue(HttpCall call) {
        String tokens = """
                {"access_token": "new", "refresh_token": "next", "token_type": "Bearer", "expires_in": 7200}
                """;
        return CompletableFuture.completedFuture(
                new HttpAnswer(200, Map.of("Content-Type", List.of("application/json")), Body.of(tokens)));
    }

    private ConnectionId connected(String user, String site, Duration idle) {
        StoredConnection row = Rows.idleSince(
                Rows.first(new Owner(Owner.DEFAULT_APP, user), site),
                Instant.now().minus(idle));
        assertThat(store.insert(row)).isTrue();
        return row.connection().id();
    }

    private long generation(ConnectionId id) {
        return store.find(id).orElseThrow().connection().state().generation();
    }
}
