package dev.tributary.benchmarks;

import dev.tributary.benchmarks.party.Node;
import dev.tributary.benchmarks.server.Issued;
import dev.tributary.benchmarks.server.TokenServer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One user, whose access token has just ended, and a crowd that asks for it.
 *
 * @param calls how often the token endpoint was called
 * @param served how many got a token that the server accepts when all is over
 * @param after what became of the user's grant
 * @param wall how long it took until the last one had an answer
 */
record Round(int calls, int served, After after, Duration wall) {

    private static final Duration AGO = Duration.ofMinutes(1);

    /** What became of a grant. */
    enum After {
        KEPT("kept"),
        DEAD("**the kept refresh token is dead**"),
        GONE("**the user's record is gone**");

        private final String words;

        After(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    static Round play(TokenServer server, List<? extends Node> nodes, String user, int callers)
            throws InterruptedException {
        Issued consented = server.newGrant();
        nodes.get(0).keep(user, consented, Clock.systemUTC().instant().minus(AGO));
        server.callsSinceAsked();
        Crowd.Answered answered = Crowd.ask(nodes, user, callers);
        int served = (int) answered.tokens().stream().filter(server::accepts).count();
        return new Round(server.callsSinceAsked(), served, after(server, nodes.get(0), user), answered.wall());
    }

    private static After after(TokenServer server, Node node, String user) {
        Optional<String> kept = node.keptRefreshToken(user);
        if (kept.isEmpty()) {
            return After.GONE;
        }
        return server.isAlive(kept.get()) ? After.KEPT : After.DEAD;
    }
}
