package dev.tributary.simulator.oauth;

import dev.tributary.simulator.environment.Scope;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a token request is answered with. */
record Tokens(
        String access, @Nullable String refresh, Scope scope, Instant issuedAt, Instant accessEnd, Instant refreshEnd) {

    Duration lifetime() {
        return Duration.between(issuedAt, accessEnd);
    }
}
