package dev.tributary.benchmarks.scale;

import com.zaxxer.hikari.HikariDataSource;
import dev.tributary.Tributary;
import dev.tributary.http.Body;
import dev.tributary.http.HttpAnswer;
import dev.tributary.http.HttpCall;
import dev.tributary.store.KeySource;
import dev.tributary.store.Store;
import dev.tributary.store.jdbc.JdbcStore;
import dev.tributary.token.Tokens;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** A node as a server runs it, but that its token endpoint answers at once and from within: what is left is what we cost. */
final class ScaleNode implements AutoCloseable {

    private static final AtomicLong ISSUED = new AtomicLong();

    private final HikariDataSource pool;
    private final Store store;
    private final Tributary tributary;

    ScaleNode(Database database, KeySource keyset) {
        this.pool = database.pooled();
        this.store = JdbcStore.open(pool, keyset);
        this.tributary = Tributary.builder()
                .sites(Population.sites())
                .store(store)
                .transport(ScaleNode::answer)
                .build();
    }

    Store store() {
        return store;
    }

    Tokens tokens() {
        return tributary.tokens();
    }

    @Override
    public void close() {
        tributary.close();
        pool.close();
    }

    private static CompletableFuture<HttpAnswer> answer(HttpCall call) {
        SplittableRandom chance = new SplittableRandom(ISSUED.incrementAndGet());
        String json = """
                {"access_token": "%s", "refresh_token": "%s", "token_type": "Bearer", "expires_in": 7200}
                """.formatted(
                Population.token(chance).reveal(), Population.token(chance).reveal());
        return CompletableFuture.completedFuture(
                new HttpAnswer(200, Map.of("Content-Type", List.of("application/json")), Body.of(json)));
    }
}
