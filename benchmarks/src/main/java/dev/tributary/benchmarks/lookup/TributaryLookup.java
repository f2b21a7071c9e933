package dev.tributary.benchmarks.lookup;

import dev.tributary.benchmarks.party.OurNode;
import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Secret;
import dev.tributary.store.MemoryStore;
import dev.tributary.token.AccessToken;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Tributary's two ways to a token. The store has no part in it: once read, a pair is in memory, whatever it came from. */
@State(Scope.Benchmark)
public class TributaryLookup {

    private final OurNode node = Users.connected(new OurNode(Users.NOWHERE, new MemoryStore()));
    private final List<Connection> connections =
            Users.names().stream().map(node::connection).toList();
    private final List<ConnectionId> ids = connections.stream()
            .map(connection -> BareCache.copy(connection.id()))
            .toList();

    /** The way that does not block. */
    @Benchmark
    public CompletableFuture<AccessToken> tokens(Users users) {
        return node.tributary().tokens().accessToken(ids.get(users.next()), Users.VALID);
    }

    /** The way that blocks if it has to. */
    @Benchmark
    public Secret blocking(Users users) {
        return node.tributary().accessToken(connections.get(users.next()), Users.VALID);
    }

    /** Ends it. */
    @TearDown
    public void close() {
        node.close();
    }
}
