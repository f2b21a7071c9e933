package dev.tributary.simulator.oauth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One generation of a grant's tokens. Guarded by the lock of {@link DataCenterGrants}. */
final class TokenPair {

    final Grant grant;
    final int generation;
    final String accessToken;
    final @Nullable String refreshToken;
    final Instant issuedAt;
    private final @Nullable TokenPair predecessor;
    Instant accessEnd;
    Instant refreshEnd;
    int refreshes;
    int refusedReuses;
    private Instant forgivenUntil = Instant.MIN;

    TokenPair(Grant grant, int generation, Tokens tokens, @Nullable TokenPair predecessor) {
        this.grant = grant;
        this.generation = generation;
        this.accessToken = tokens.access();
        this.refreshToken = tokens.refresh();
        this.issuedAt = tokens.issuedAt();
        this.accessEnd = tokens.accessEnd();
        this.refreshEnd = tokens.refreshEnd();
        this.predecessor = predecessor;
    }

    boolean isCurrent() {
        return grant.current() == this;
    }

    /** Counts a use of the refresh token; the first one decides until when others are forgiven. */
    void spend(Instant leewayEnd) {
        if (refreshes == 0) {
            forgivenUntil = leewayEnd;
        }
        refreshes++;
    }

    boolean accessWorks(Instant now) {
        return works(now) && now.isBefore(accessEnd);
    }

    boolean refreshWorks(Instant now) {
        return works(now) && refreshToken != null && now.isBefore(refreshEnd);
    }

    /** Besides the newest pair the one that it came for may work, for a while. */
    private boolean works(Instant now) {
        boolean forgiven = grant.current().predecessor == this && now.isBefore(forgivenUntil);
        return !grant.ended() && (isCurrent() || forgiven);
    }
}
