package dev.tributary.token;

import dev.tributary.model.ConnectionId;
import dev.tributary.model.GrantEnded;
import dev.tributary.model.NotConnected;
import dev.tributary.model.TokenPair;
import dev.tributary.store.ConnectionStore;
import dev.tributary.store.StoredConnection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Hands out what the store holds, and renews nothing. */
public final class StoredTokens implements Tokens {

    private final ConnectionStore store;

    /** Takes the store. */
    public StoredTokens(ConnectionStore store) {
        this.store = store;
    }

    @Override
    public CompletableFuture<AccessToken> accessToken(ConnectionId id, Duration minValidity) {
        return CompletableFuture.supplyAsync(() -> held(id));
    }

    @Override
    public CompletableFuture<AccessToken> replacementFor(AccessToken rejected) {
        return CompletableFuture.failedFuture(new GrantEnded(rejected.connection()));
    }

    private AccessToken held(ConnectionId id) {
        StoredConnection stored = store.find(id).orElseThrow(() -> new NotConnected(id));
        TokenPair tokens = stored.tokens();
        if (tokens == null) {
            throw new NotConnected(id);
        }
        if (!stored.connection().isActive()) {
            throw new GrantEnded(stored.connection());
        }
        return new AccessToken(stored.connection(), tokens.accessToken());
    }
}
