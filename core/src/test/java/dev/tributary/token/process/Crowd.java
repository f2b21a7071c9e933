package dev.tributary.token.process;

import dev.tributary.Tributary;
import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.authorization.Callback;
import dev.tributary.model.Connection;
import dev.tributary.model.TokenPair;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.store.Change;
import dev.tributary.store.HeldPair;
import dev.tributary.store.Intent;
import dev.tributary.store.Store;
import dev.tributary.store.StoredConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Users who connected, and the passing of time for what is stored of them. */
final class Crowd {

    private Crowd() {}

    /** Connects so many users of the application, all of them as alice, each with a grant of their own. */
    static List<Connection> connect(Setup setup, Store store, String site, int count) {
        try (Tributary tributary = Tributary.builder()
                .sites(setup.sites())
                .store(store)
                .renewal(Setup.BRISK)
                .build()) {
            return IntStream.range(0, count)
                    .mapToObj(number -> connect(tributary, site, "user-" + number))
                    .toList();
        }
    }

    private static Connection connect(Tributary tributary, String site, String user) {
        AuthorizationRequest request = tributary.authorize(user, site).begin();
        URI back = new SimulatedBrowser("alice", "alice").approve(request.uri(), Setup.REDIRECT);
        return tributary.complete(Callback.of(site, back.getRawQuery(), request.browser()), user);
    }

    /** Lets time pass for a row: a database's clock cannot be set ahead, so all that is dated in the row is set back. */
    static Change<Boolean> age(Duration by) {
        UnaryOperator<@Nullable Instant> earlier = instant -> instant == null ? null : instant.minus(by);
        return (row, now) -> Change.Outcome.write(
                row.with(
                        row.current() == null ? null : aged(row.current(), by, earlier),
                        row.spares().stream()
                                .map(spare -> aged(spare, by, earlier))
                                .toList()),
                true);
    }

    private static HeldPair aged(HeldPair held, Duration by, UnaryOperator<@Nullable Instant> earlier) {
        TokenPair tokens = held.tokens();
        return new HeldPair(
                new TokenPair(
                        tokens.accessToken(),
                        tokens.refreshToken(),
                        earlier.apply(tokens.expiresAt()),
                        earlier.apply(tokens.renewAt()),
                        earlier.apply(tokens.grantEndsAt())),
                held.sentAt().minus(by),
                held.intents().stream()
                        .map(intent -> new Intent(
                                intent.attempt(),
                                intent.firstSentAt().minus(by),
                                intent.deadline().minus(by)))
                        .toList());
    }

    static StoredConnection row(Store store, Connection connection) {
        return store.find(connection.id()).orElseThrow();
    }
}
