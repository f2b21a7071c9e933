package dev.tributary.gateway.proxy;

import static java.util.Objects.requireNonNull;

import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.NotConnected;
import dev.tributary.model.Secret;
import dev.tributary.store.ConnectionStore;
import dev.tributary.token.AccessToken;
import dev.tributary.token.Tokens;
import dev.tributary.token.WriteToken;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Hands out tokens from a given source and counts how often a newer one was asked for. */
final class IssuedTokens implements Tokens {

    private final ConnectionStore store;
    private final Map<ConnectionId, Secret> current = new ConcurrentHashMap<>();
    private final Map<ConnectionId, Supplier<Secret>> sources = new ConcurrentHashMap<>();
    private final AtomicInteger renewals = new AtomicInteger();

    IssuedTokens(ConnectionStore store) {
        this.store = store;
    }

    void source(ConnectionId id, Supplier<Secret> source) {
        sources.put(id, source);
        current.put(id, source.get());
    }

    int renewals() {
        return renewals.get();
    }

    @Override
    public CompletableFuture<AccessToken> accessToken(ConnectionId id, Duration minValidity) {
        Connection connection = store.find(id).orElseThrow().connection();
        return connection.isActive()
                ? CompletableFuture.completedFuture(new AccessToken(connection, requireNonNull(current.get(id))))
                : CompletableFuture.failedFuture(new NotConnected(id));
    }

    @Override
    public CompletableFuture<AccessToken> replacementFor(AccessToken rejected) {
        ConnectionId id = rejected.connection().id();
        renewals.incrementAndGet();
        return CompletableFuture.supplyAsync(() -> {
            Secret newer = requireNonNull(sources.get(id)).get();
            current.put(id, newer);
            return new AccessToken(store.find(id).orElseThrow().connection(), newer);
        });
    }

    @Override
    public CompletableFuture<WriteToken> forWriting(ConnectionId id, Duration minValidity) {
        return accessToken(id, minValidity).thenApply(token -> new WriteToken(token, () -> {}));
    }

    @Override
    public void forget(ConnectionId id) {}
}
