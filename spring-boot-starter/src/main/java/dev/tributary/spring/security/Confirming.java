package dev.tributary.spring.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tributary.authorization.Connections;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.TributaryException;
import dev.tributary.token.AccessToken;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks whose connections are that were taken over without that. One caller asks, the others do not wait, since nobody needs the answer for
 * calling; and where the server does not say, it is left alone for a while. Blocking and thread-safe.
 */
final class Confirming {

    private static final Logger LOG = LoggerFactory.getLogger(Confirming.class);

    /** A server that is no Confluence never says; one that is away is back before long. */
    private static final Duration UNTIL_ASKED_AGAIN = Duration.ofMinutes(15);

    private static final long MOST_REMEMBERED = 100_000;

    private final Connections connections;
    private final RegistrationSites sites;
    private final Cache<ConnectionId, Boolean> asked;

    Confirming(Connections connections, RegistrationSites sites, Clock clock) {
        this.connections = connections;
        this.sites = sites;
        this.asked = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(UNTIL_ASKED_AGAIN)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    void confirm(String registrationId, AccessToken token) {
        ConnectionId id = token.connection().id();
        if (token.connection().account().isConfirmed() || asked.asMap().putIfAbsent(id, true) != null) {
            return;
        }
        try {
            connections.confirm(token);
            asked.invalidate(id);
        } catch (TributaryException e) {
            LOG.info(
                    "Whose connection {} of registration '{}' is could not be asked, and is asked again in {} minutes: {}{}",
                    id,
                    registrationId,
                    UNTIL_ASKED_AGAIN.toMinutes(),
                    e.getMessage(),
                    sites.doubt(registrationId));
        }
    }
}
