package dev.tributary.gateway.console;

import dev.tributary.model.ConnectionEvent;
import dev.tributary.model.ConnectionListener;
import java.time.Clock;
import java.time.Duration;
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
    private final Course calls = new Course(MINUTES);
    private final Course millis = new Course(MINUTES);
    private long callsBefore;
    private long millisBefore;

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

    /** Takes how many calls there have been since the start, and how long all of them took together. */
    public synchronized void calls(long made, Duration taken) {
        calls.add(minute(), made - callsBefore);
        millis.add(minute(), taken.toMillis() - millisBefore);
        callsBefore = made;
        millisBefore = taken.toMillis();
    }

    /** Returns how many calls there were in each minute of the last hour. */
    synchronized long[] callsOfLastHour() {
        return calls.until(minute());
    }

    /** Returns how many milliseconds the calls of each minute of the last hour took together. */
    synchronized long[] millisOfLastHour() {
        return millis.until(minute());
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
