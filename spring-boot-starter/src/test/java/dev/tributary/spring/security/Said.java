package dev.tributary.spring.security;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What a class says in the log while this is open. An application that starts meanwhile ends it. */
final class Said implements AutoCloseable {

    private final Logger logger;
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    private Said(Logger logger) {
        this.logger = logger;
        appender.start();
        logger.addAppender(appender);
    }

    static Said by(Class<?> type) {
        return new Said((Logger) LoggerFactory.getLogger(type));
    }

    List<String> lines() {
        return List.copyOf(appender.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
    }
}
