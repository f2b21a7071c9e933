package dev.tributary.benchmarks.lookup;

import dev.tributary.benchmarks.party.Node;
import dev.tributary.benchmarks.server.Issued;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A thousand connected users, whose access tokens live longer than anything here takes, and a thread that asks for one after another. */
@State(Scope.Thread)
public class Users {

    /** A power of two. */
    static final int COUNT = 1024;

    /** How long a token must live on: what others ask for too, unless told otherwise. */
    static final Duration VALID = Duration.ofSeconds(60);

    /** Nothing listens there: whoever asked a server would fail, and the benchmark with it. */
    static final URI NOWHERE = URI.create("http://127.0.0.1:9/token");

    private static final int ROOM = 64;
    private static final Duration LIFE = Duration.ofMinutes(59);

    /** In the middle of so much room that no other thread reads what lies beside it: else it would wait for each of these writes. */
    private final int[] next = new int[2 * ROOM];

    /** Returns whose turn it is. */
    int next() {
        next[ROOM] = (next[ROOM] + 1) & (COUNT - 1);
        return next[ROOM];
    }

    static List<String> names() {
        return IntStream.range(0, COUNT).mapToObj(i -> "user-" + i).toList();
    }

    static <N extends Node> N connected(N node) {
        Instant end = Clock.systemUTC().instant().plus(LIFE);
        for (String name : names()) {
            node.keep(name, new Issued("access-token-of-" + name, "refresh-token-of-" + name), end);
        }
        return node;
    }
}
