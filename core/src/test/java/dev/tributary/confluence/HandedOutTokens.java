package dev.tributary.confluence;

import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Secret;
import dev.tributary.token.AccessToken;
import dev.tributary.token.Tokens;
import dev.tributary.token.WriteToken;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Hands out tokens that Confluence itself made, and counts how often a new one was wanted. */
final class HandedOutTokens implements Tokens {

    private final Connection connection;
    private final Supplier<String> mint;
    private volatile String current;
    private volatile int replacements;
    private volatile long epochOfReplacements = 1;

    HandedOutTokens(Connection connection, Supplier<String> mint) {
        this.connection = connection;
        this.mint = mint;
        this.current = mint.get();
    }

    @Override
    public CompletableFuture<AccessToken> accessToken(ConnectionId id, Duration minValidity) {
        return CompletableFuture.completedFuture(new AccessToken(connection, Secret.of(current)));
    }

    @Override
    public synchronized CompletableFuture<AccessToken> replacementFor(AccessToken rejected) {
        replacements++;
        current = mint.get();
        return CompletableFuture.completedFuture(new AccessToken(atEpoch(epochOfReplacements), Secret.of(current)));
    }

    @Override
    public CompletableFuture<WriteToken> forWriting(ConnectionId id, Duration minValidity) {
        return accessToken(id, minValidity).thenApply(token -> new WriteToken(token, () -> {}));
    }

    @Override
    public void forget(ConnectionId id) {}

    /** From now on Confluence does not know the token that is handed out first. */
    void spoil() {
        current = "spoiled";
    }

    void reconnectMeanwhile() {
        epochOfReplacements = 2;
    }

    int replacements() {
        return replacements;
    }

    private Connection atEpoch(long epoch) {
        return new Connection(
                connection.id(),
                connection.owner(),
                connection.site(),
                connection.origin(),
                connection.kind(),
                connection.account(),
                connection.scopes(),
                new Connection.State(Connection.Status.ACTIVE, null, epoch, 2),
                connection.dates());
    }
}
