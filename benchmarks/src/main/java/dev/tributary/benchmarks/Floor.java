package dev.tributary.benchmarks;

import dev.tributary.benchmarks.party.Node;
import dev.tributary.benchmarks.server.Issued;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** What no client can be faster than: all callers wait for one future that is over after the endpoint's time. Nothing is sent or kept. */
final class Floor implements Node {

    private final Executor afterDelay;
    private final Map<String, CompletableFuture<String>> waits = new ConcurrentHashMap<>();

    Floor(Duration delay) {
        this.afterDelay = CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void keep(String user, Issued tokens, Instant accessTokenEnds) {}

    @Override
    public String accessToken(String user) {
        return waits.computeIfAbsent(user, name -> CompletableFuture.supplyAsync(() -> name, afterDelay))
                .join();
    }

    @Override
    public Optional<String> keptRefreshToken(String user) {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
