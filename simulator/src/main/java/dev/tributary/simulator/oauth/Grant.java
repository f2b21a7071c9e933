package dev.tributary.simulator.oauth;

import dev.tributary.simulator.environment.Scope;
import dev.tributary.simulator.environment.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What one user allowed one client by one consent, with all its token pairs. Guarded by the lock of {@link DataCenterGrants}. */
final class Grant {

    /** Who may do what for whom. */
    record Terms(User user, Client client, Scope scope, boolean provenByPkce, boolean service) {}

    final String id = Secrets.hex();
    final Terms terms;
    final Instant since;
    final List<TokenPair> pairs = new ArrayList<>();
    private boolean ended;

    Grant(Terms terms, Instant since) {
        this.terms = terms;
        this.since = since;
    }

    TokenPair current() {
        return pairs.get(pairs.size() - 1);
    }

    boolean ended() {
        return ended;
    }

    void end() {
        ended = true;
    }
}
