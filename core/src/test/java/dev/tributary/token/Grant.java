package dev.tributary.token;

import dev.tributary.model.Secret;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one consent made at the simulated server: chains of pairs, which live and die together. */
final class Grant {

    final int number;
    boolean ended;

    Grant(int number) {
        this.number = number;
    }

    /** One pair of a grant, and what became of its refresh token. */
    static final class Pair {

        final Grant grant;
        final int number;
        final @Nullable Pair parent;
        final long issuedAt;
        final List<Pair> children = new ArrayList<>();
        final List<Receipt> receipts = new ArrayList<>();

        /** The newest pair of its chain; the same object for the whole chain. */
        final Pair[] newest;

        long sentAt;
        long spentAt = -1;
        long savedAt = -1;
        boolean superseded;
        boolean childSpent;

        Pair(Grant grant, int number, @Nullable Pair parent, long issuedAt) {
            this.grant = grant;
            this.number = number;
            this.parent = parent;
            this.issuedAt = issuedAt;
            this.newest = parent == null ? new Pair[1] : parent.newest;
            this.newest[0] = this;
            if (parent != null) {
                parent.children.add(this);
            }
        }

        Secret refreshToken() {
            return Secret.of("refresh-" + number);
        }

        @Override
        public String toString() {
            return "pair " + number;
        }
    }

    /** A node that got a pair, when. */
    record Receipt(Node node, int life, long at) {

        boolean isByTheLiving() {
            return node.up && node.life == life;
        }
    }
}
