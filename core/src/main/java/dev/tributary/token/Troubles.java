package dev.tributary.token;

import dev.tributary.model.ConnectionEvent.RenewalFailed;
import dev.tributary.model.ConnectionEvent.SiteMisconfigured;
import dev.tributary.model.ConnectionListener;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.TributaryException;
import dev.tributary.token.Landing.Tried;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tells of renewals that failed. What is wrong with a site concerns all its connections, and is told once in a while. */
final class Troubles {

    private static final Duration AGAIN = Duration.ofHours(1);

    private final ConnectionListener listener;
    private final Timekeeper time;
    private final Map<Setting, Long> told = new ConcurrentHashMap<>();

    private record Setting(String site, String key) {}

    Troubles(ConnectionListener listener, Timekeeper time) {
        this.listener = listener;
        this.time = time;
    }

    void tell(Tried tried, TributaryException failure) {
        if (!(failure instanceof Misconfigured misconfigured)) {
            listener.on(new RenewalFailed(tried.connection(), tried.at(), failure));
        } else if (isNews(new Setting(tried.connection().site(), misconfigured.key()))) {
            listener.on(new SiteMisconfigured(tried.connection(), tried.at(), misconfigured));
        }
    }

    /** Of several threads at once, one is right. */
    private boolean isNews(Setting setting) {
        long now = time.nanoTime();
        Long since = told.putIfAbsent(setting, now);
        return since == null || (now - since >= AGAIN.toNanos() && told.replace(setting, since, now));
    }
}
