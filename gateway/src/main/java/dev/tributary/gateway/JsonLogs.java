package dev.tributary.gateway;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import dev.tributary.gateway.config.Running.LogForm;
import java.util.Iterator;
import org.slf4j.LoggerFactory;

/** Has the log's lines written as JSON objects, where the configuration says so and Logback writes the log to the console. */
final class JsonLogs {

    private JsonLogs() {}

    static void begin(LogForm form) {
        if (form == LogForm.JSON && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            for (Logger logger : context.getLoggerList()) {
                begin(logger, context);
            }
        }
    }

    private static void begin(Logger logger, LoggerContext context) {
        Iterator<Appender<ILoggingEvent>> appenders = logger.iteratorForAppenders();
        while (appenders.hasNext()) {
            if (appenders.next() instanceof ConsoleAppender<ILoggingEvent> console) {
                console.setEncoder(encoder(context));
            }
        }
    }

    /** What a message is made of is not repeated beside it. */
    static JsonEncoder encoder(LoggerContext context) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithFormattedMessage(true);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithContext(false);
        encoder.start();
        return encoder;
    }
}
