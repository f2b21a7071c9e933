package dev.tributary.simulator.cloud;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a token request is answered with. */
record CloudTokens(String access, @Nullable String refresh, Set<String> scopes, Instant issuedAt, Instant accessEnd) {

    Duration lifetime() {
        return Duration.between(issuedAt, accessEnd);
    }
}
