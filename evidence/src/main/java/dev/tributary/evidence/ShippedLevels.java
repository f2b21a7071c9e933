package dev.tributary.evidence;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/** Lets through to the console what the executable would print. */
public final class ShippedLevels extends Filter<ILoggingEvent> {

    private final Level ours = Level.toLevel(System.getProperty("tributary.log.level"), Level.INFO);

    @Override
    public FilterReply decide(ILoggingEvent event) {
        Level least = event.getLoggerName().startsWith("dev.tributary") ? ours : Level.WARN;
        return event.getLevel().isGreaterOrEqual(least) ? FilterReply.NEUTRAL : FilterReply.DENY;
    }
}
