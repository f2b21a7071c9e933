package dev.tributary.token;

import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionEvent.RenewalFailed;
import dev.tributary.model.ConnectionEvent.SiteMisconfigured;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.ConnectionListener;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.TributaryException;
import dev.tributary.store.Share;
import dev.tributary.store.Share.Part;
import dev.tributary.token.Landing.Tried;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tells of renewals that failed. What is wrong with a site concerns all its connections, and is told once in a while. */
final class Troubles {

    private static final Duration AGAIN = Duration.ofHours(1);

    private final RenewalParts parts;
    private final ConnectionListener listener;
    private final Timekeeper time;
    private final Map<Setting, Long> told = new ConcurrentHashMap<>();

    private record Setting(String site, String key) {}

    Troubles(RenewalParts parts) {
        this.parts = parts;
        this.listener = parts.notice().listener();
        this.time = parts.time();
    }

    void tell(Tried tried, TributaryException failure) {
        if (tried.row().isCarrier()) {
            Share.carriedBy(tried.row())
                    .ifPresent(carrier -> carrier.parts().forEach(part -> tellMember(tried, part, failure)));
        } else {
            tell(tried.row().connection(), tried.at(), failure);
        }
    }

    /** Nobody outside knows the row that failed: each connection which lives on it is concerned. */
    private void tellMember(Tried tried, Part part, TributaryException failure) {
        ConnectionId carrier = tried.row().connection().id();
        Detached.letGo(parts.rows().change(part.id(), parts.steps().look()).handle((seen, storeAway) -> {
            if (seen != null && Share.isMember(seen.row(), carrier)) {
                tell(seen.connection(), tried.at(), failure);
            }
            return seen;
        }));
    }

    private void tell(Connection connection, Instant at, TributaryException failure) {
        if (!(failure instanceof Misconfigured misconfigured)) {
            listener.on(new RenewalFailed(connection, at, failure));
        } else if (isNews(new Setting(connection.site(), misconfigured.key()))) {
            listener.on(new SiteMisconfigured(connection, at, misconfigured));
        }
    }

    /** Of several threads at once, one is right. */
    private boolean isNews(Setting setting) {
        long now = time.nanoTime();
        Long since = told.putIfAbsent(setting, now);
        return since == null || (now - since >= AGAIN.toNanos() && told.replace(setting, since, now));
    }
}
