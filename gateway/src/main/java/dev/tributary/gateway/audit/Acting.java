package dev.tributary.gateway.audit;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf a thread works. What is written to the audit within names them, down to the transaction that changes a
 * connection, which knows nothing of requests.
 *
 * @param actor who they are
 * @param from the address that they came from; absent where nobody came
 */
public record Acting(Actor actor, @Nullable String from) {

    private static final Acting GATEWAY = new Acting(Actor.GATEWAY, null);
    private static final ThreadLocal<Acting> NOW = new ThreadLocal<>();

    /** Returns on whose behalf this thread works; the gateway's own where nobody has said. */
    public static Acting now() {
        Acting now = NOW.get();
        return now == null ? GATEWAY : now;
    }

    /** Does something on their behalf, on this thread, and returns what comes of it. */
    public <T> T during(Supplier<T> work) {
        Acting before = NOW.get();
        NOW.set(this);
        try {
            return work.get();
        } finally {
            if (before == null) {
                NOW.remove();
            } else {
                NOW.set(before);
            }
        }
    }
}
