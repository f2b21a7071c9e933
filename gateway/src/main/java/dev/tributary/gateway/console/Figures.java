package dev.tributary.gateway.console;

import dev.tributary.model.ConnectionEvent;
import dev.tributary.model.ConnectionListener;
import java.time.Clock;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What happened on this node within the last hour, minute by minute, and which sites are misconfigured. Thread-safe. */
public final class Figures implements ConnectionListener {

    static final int MINUTES = 60;
    private static final int SECONDS = 60;

    private final Clock clock;
    private final Map<Kind, Course> courses = new EnumMap<>(Kind.class);
    private final Map<String, String> troubles = new LinkedHashMap<>();

    /** What is counted. */
    enum Kind {
        /** Renewals that brought a new token pair. */
        RENEWED,
        /** Renewals that failed and are tried again. */
        FAILED,
        /** Users who connected. */
        CONNECTED,
        /** Connections whose users have to connect again. */
        LOST
    }

    /** Takes the time. */
    public Figures(Clock clock) {
        this.clock = clock;
        for (Kind kind : Kind.values()) {
            courses.put(kind, new Course(MINUTES));
        }
    }

    @Override
    public synchronized void on(ConnectionEvent event) {
        if (event instanceof ConnectionEvent.SiteMisconfigured wrong) {
            troubles.put(wrong.connection().site(), wrong.failure().getMessage());
        } else if (event instanceof ConnectionEvent.Renewed renewed) {
            troubles.remove(renewed.connection().site());
        }
        kind(event).ifPresent(kind -> course(kind).count(minute()));
    }

    private static Optional<Kind> kind(ConnectionEvent event) {
        if (event instanceof ConnectionEvent.Renewed) {
            return Optional.of(Kind.RENEWED);
        }
        if (event instanceof ConnectionEvent.RenewalFailed || event instanceof ConnectionEvent.SiteMisconfigured) {
            return Optional.of(Kind.FAILED);
        }
        if (event instanceof ConnectionEvent.Connected) {
            return Optional.of(Kind.CONNECTED);
        }
        return event instanceof ConnectionEvent.ReconnectRequired ? Optional.of(Kind.LOST) : Optional.empty();
    }

    /** Returns the counts of the last hour, the oldest minute first. */
    synchronized long[] lastHour(Kind kind) {
        return course(kind).until(minute());
    }

    /** Returns what is wrong with a site, since a renewal there last failed because of a setting. */
    synchronized Optional<String> trouble(String site) {
        return Optional.ofNullable(troubles.get(site));
    }

    private Course course(Kind kind) {
        return courses.getOrDefault(kind, new Course(MINUTES));
    }

    private long minute() {
        return clock.instant().getEpochSecond() / SECONDS;
    }
}
