package dev.tributary.confluence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.Sites;
import dev.tributary.model.CloudSite;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Kind;
import dev.tributary.model.ConnectionId;
import dev.tributary.token.AccessToken;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the choice of a site of Confluence Cloud again when calls there are refused: the site may be gone, or its user may
 * have lost it, which no status tells. Atlassian is asked which sites the token opens; where the chosen one is missing twice, a
 * minute or more apart, the connection is suspended, so that its user connects again and chooses anew.
 *
 * <p>Thread-safe and never blocking its caller: asking happens on two threads of its own, for a connection once a minute at most,
 * and once in ten minutes where its site is there. Where Atlassian answers slowly, so that many wait to be looked at, further
 * ones are left for the next time that they are refused.
 */
public final class SiteCheck {

    private static final Logger LOG = LoggerFactory.getLogger(SiteCheck.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);
    private static final Duration WHERE_ALL_IS_WELL = Duration.ofMinutes(10);
    private static final Duration SUSPECTED = Duration.ofHours(1);
    private static final long MOST_REMEMBERED = 100_000;
    private static final int AT_ONCE = 2;
    private static final int MOST_WAITING = 1_000;
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final Sites sites;
    private final Function<AccessToken, List<CloudSite>> opened;
    private final Consumer<Connection> suspend;
    private final Executor threads = threads();

    /** What is remembered of a connection, each with the epoch in which it was seen. */
    private final Cache<ConnectionId, Long> looked;

    private final Cache<ConnectionId, Long> sound;
    private final Cache<ConnectionId, Long> missing;

    /**
     * Takes the way to ask, and what suspends a connection.
     *
     * @param sites where each site is
     * @param opened asks which sites of Confluence Cloud a token opens; may block, and throw
     * @param suspend ends the use of a connection until its user connects again; may block
     * @param clock the time between looks
     */
    public SiteCheck(
            Sites sites, Function<AccessToken, List<CloudSite>> opened, Consumer<Connection> suspend, Clock clock) {
        this.sites = sites;
        this.opened = opened;
        this.suspend = suspend;
        this.looked = remembering(BETWEEN_LOOKS, clock);
        this.sound = remembering(WHERE_ALL_IS_WELL, clock);
        this.missing = remembering(SUSPECTED, clock);
    }

    /** They end when they have nothing to do. */
    private static Executor threads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                AT_ONCE,
                AT_ONCE,
                IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                SiteCheck::daemon,
                new ThreadPoolExecutor.DiscardPolicy());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "tributary-sites");
        thread.setDaemon(true);
        return thread;
    }

    private static Cache<ConnectionId, Long> remembering(Duration howLong, Clock clock) {
        return Caffeine.newBuilder()
                .expireAfterWrite(howLong)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .maximumSize(MOST_REMEMBERED)
                .build();
    }

    /** Takes note of the status that a call was answered with, and returns at once. */
    public void answered(AccessToken token, int status) {
        boolean refused = status == 401 || status == 403 || status == 404;
        Connection connection = token.connection();
        if (refused
                && connection.kind() == Kind.OAUTH
                && sites.of(connection).deployment() instanceof Cloud cloud
                && isTimeToLook(connection)) {
            threads.execute(() -> look(cloud, token));
        }
    }

    private boolean isTimeToLook(Connection connection) {
        long epoch = connection.state().epoch();
        Long before =
                isIn(sound, connection) ? Long.valueOf(epoch) : looked.asMap().putIfAbsent(connection.id(), epoch);
        return before == null || (before != epoch && looked.asMap().replace(connection.id(), before, epoch));
    }

    private static boolean isIn(Cache<ConnectionId, Long> cache, Connection connection) {
        return Long.valueOf(connection.state().epoch()).equals(cache.getIfPresent(connection.id()));
    }

    private void look(Cloud cloud, AccessToken token) {
        Connection connection = token.connection();
        try {
            boolean there = opened.apply(token).stream()
                    .anyMatch(site -> cloud.origin(site.id()).equals(connection.origin()));
            if (there) {
                missing.invalidate(connection.id());
                sound.put(connection.id(), connection.state().epoch());
            } else if (isIn(missing, connection)) {
                suspend.accept(connection);
            } else {
                missing.put(connection.id(), connection.state().epoch());
            }
        } catch (RuntimeException e) {
            LOG.debug("It cannot be told now whether connection {} still opens its site.", connection.id(), e);
        }
    }
}
