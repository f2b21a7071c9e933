package dev.tributary.benchmarks.party;

import java.net.URI;
import java.util.function.Function;

/**
 * One way of keeping users' tokens.
 *
 * @param name what it is and where it keeps them
 * @param start starts a node of an application at a token endpoint; nodes of one contestant share what they keep
 */
public record Contestant(String name, Function<URI, Node> start) {

    /** Returns one more node. Blocks. */
    public Node node(URI tokenEndpoint) {
        return start.apply(tokenEndpoint);
    }
}
