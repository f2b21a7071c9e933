package dev.tributary.spring.security;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** What classes say in the log while this is open, the causes with it. An application that starts meanwhile ends it. */
final class Said implements AutoCloseable {

    private final List<Logger> loggers;
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    private Said(List<Logger> loggers) {
        this.loggers = loggers;
        appender.start();
        loggers.forEach(logger -> logger.addAppender(appender));
    }

    static Said by(Class<?>... types) {
        return new Said(Stream.of(types)
                .map(type -> (Logger) LoggerFactory.getLogger(type))
                .toList());
    }

    List<String> lines() {
        return List.copyOf(appender.list).stream().map(Said::line).toList();
    }

    private static String line(ILoggingEvent event) {
        IThrowableProxy cause = event.getThrowableProxy();
        return event.getFormattedMessage() + (cause == null ? "" : " " + cause.getMessage());
    }

    @Override
    public void close() {
        loggers.forEach(logger -> logger.detachAppender(appender));
    }
}
