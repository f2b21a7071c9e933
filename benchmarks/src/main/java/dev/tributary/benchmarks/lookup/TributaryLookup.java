package dev.tributary.benchmarks.lookup;

import dev.tributary.benchmarks.party.OurNode;
import dev.tributary.model.Connection;
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
    private final List<Connection> connections = Users.names().stream()
            .map(node::connection)
            .map(TributaryLookup::copy)
            .toList();

    /** The way that does not block. */
    @Benchmark
    public CompletableFuture<AccessToken> tokens(Users users) {
        return node.tributary()
                .tokens()
                .accessToken(connections.get(users.next()).id(), Users.VALID);
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

    /** As one that was read another time: its id is equal to what the library remembers, and not the same object. */
    private static Connection copy(Connection read) {
        return new Connection(
                BareCache.copy(read.id()),
                read.owner(),
                read.site(),
                read.origin(),
                read.kind(),
                read.account(),
                read.scopes(),
                read.state(),
                read.dates());
    }
}
