package dev.tributary.simulator.oauth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One generation of a grant's tokens. Guarded by the lock of {@link Grants}. */
final class TokenPair {

    final Grant grant;
    final int generation;
    final String accessToken;
    final @Nullable String refreshToken;
    final Instant issuedAt;
    Instant accessEnd;
    Instant refreshEnd;
    int refreshes;
    int refusedReuses;

    TokenPair(Grant grant, int generation, Tokens tokens) {
        this.grant = grant;
        this.generation = generation;
        this.accessToken = tokens.access();
        this.refreshToken = tokens.refresh();
        this.issuedAt = tokens.issuedAt();
        this.accessEnd = tokens.accessEnd();
        this.refreshEnd = tokens.refreshEnd();
    }

    boolean isCurrent() {
        return grant.current() == this;
    }

    boolean accessWorks(Instant now) {
        return !grant.ended() && isCurrent() && now.isBefore(accessEnd);
    }

    boolean refreshWorks(Instant now) {
        return !grant.ended() && isCurrent() && refreshToken != null && now.isBefore(refreshEnd);
    }
}
