package dev.tributary.simulator.cloud;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One answer of the token endpoint: an access token and perhaps a refresh token. Guarded by the lock of {@link CloudGrants}. */
final class CloudPair {

    final Family family;
    final @Nullable CloudPair parent;
    final CloudTokens tokens;
    final int number;
    final List<CloudPair> children = new ArrayList<>();
    Instant accessEnd;
    Instant idleEnd;

    @Nullable
    Instant firstUse;

    boolean superseded;
    boolean childUsed;
    int refreshes;
    int refusedReuses;

    CloudPair(Family family, @Nullable CloudPair parent, CloudTokens tokens, Instant idleEnd) {
        this.family = family;
        this.parent = parent;
        this.tokens = tokens;
        this.number = family.grant.pairs.size() + 1;
        this.accessEnd = tokens.accessEnd();
        this.idleEnd = idleEnd;
    }

    Set<String> scopes() {
        return tokens.scopes();
    }

    boolean accessWorks(Instant now) {
        return family.works() && now.isBefore(accessEnd);
    }

    void endAccess(Instant at) {
        accessEnd = accessEnd.isBefore(at) ? accessEnd : at;
    }

    /** What came of earlier uses of this refresh token counts no more. */
    void supersedeChildren() {
        for (CloudPair child : children) {
            child.superseded = true;
            child.supersedeChildren();
        }
    }
}
