package dev.tributary;

import static org.awaitility.Awaitility.await;

import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.authorization.Callback;
import dev.tributary.deployment.Site;
import dev.tributary.http.Network;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.Secret;
import dev.tributary.model.Unavailable;
import dev.tributary.simulator.environment.SimulatedClock;
import dev.tributary.store.MemoryStore;
import dev.tributary.token.RenewalEngine.Settings;
import dev.tributary.token.RenewalTiming;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Programs of one application at one address: they share a store and a clock, and each has its own way out. */
final class Library {

    /** Long enough for an answer on a busy machine; what has to be sat out is passed by moving the clock. */
    static final Settings RENEWAL = new Settings(
            new RenewalTiming(
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(3),
                    Duration.ofMillis(300),
                    Duration.ofSeconds(8),
                    Duration.ofSeconds(1),
                    Duration.ofMillis(300),
                    Duration.ofMillis(200)),
            1000,
            4,
            null);

    private static final Pattern STATE = Pattern.compile("[?&]state=([^&]+)");

    final SimulatedClock clock = new SimulatedClock();
    final MemoryStore store = new MemoryStore(clock);
    private final URI baseUrl;

    Library(URI baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** Starts a program that goes out that way. */
    Tributary over(Network network) {
        return Tributary.builder()
                .site(Site.dataCenter("wiki", baseUrl, Desk.registration(List.of())))
                .network(network)
                .store(store)
                .clock(clock)
                .renewal(RENEWAL)
                .build();
    }

    /** Comes back with a code at once, as if a user had approved. */
    static Connection connect(Tributary tributary) {
        AuthorizationRequest request = tributary.authorize("alice", "wiki").begin();
        String state = STATE.matcher(request.uri().toString())
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
        return tributary.complete(Callback.of("wiki", "code=the-code&state=" + state, request.browser()), "alice");
    }

    static Connection connectByToken(Tributary tributary) {
        return tributary.connectWithPersonalAccessToken("alice", "wiki", Secret.of("access-token-of-alice"));
    }

    static String call(Tributary tributary, Connection connection) {
        return tributary.confluence(connection).currentUser().username();
    }

    /** Asks for a token when the one there is has ended. */
    void renew(Tributary tributary, Connection connection) {
        clock.advance(Duration.ofHours(2));
        tributary.accessToken(connection, Duration.ZERO);
    }

    Status status(Connection connection) {
        return store.find(connection.id()).orElseThrow().connection().state().status();
    }

    /** Waits, by moving the clock, until it is renewed and serves its user. */
    void awaitRecovery(Tributary tributary, Connection connection) {
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptionsMatching(failure -> failure instanceof Unavailable || failure instanceof Misconfigured)
                .until(() -> {
                    clock.advance(Duration.ofSeconds(2));
                    return call(tributary, connection).equals("alice")
                            && store.find(connection.id())
                                            .orElseThrow()
                                            .connection()
                                            .state()
                                            .generation()
                                    == 2;
                });
    }
}
