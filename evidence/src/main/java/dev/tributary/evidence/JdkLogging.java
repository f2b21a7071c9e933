package dev.tributary.evidence;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Sends what drivers and the JDK log by {@code java.util.logging} or {@code System.Logger} into a file of its own. Made by Logback, which
 * every process of ours configures, and not in a process that was told to log less. An application of Spring's configures Logback each time
 * that it starts: the file is opened by the first.
 */
public final class JdkLogging implements LoggerContextListener {

    private static final Logger ROOT = Logger.getLogger("");

    /** What the JDK's developers look at: several lines for each event of each socket, and no content. */
    private static final Logger HTTP_CLIENT_INSIDE = Logger.getLogger("jdk.internal.httpclient");

    /** The server of the simulator: it logs the targets of requests, and the simulator is the one who may know secrets. */
    private static final Logger SIMULATOR = Logger.getLogger("com.sun.net.httpserver");

    /** A servlet container in an application of Spring's: so does it, and a callback of OAuth has its code in there. */
    private static final Logger CONTAINER = Logger.getLogger("org.apache");

    /** A line each, and the stack traces of causes; the JDK's own formatter takes many times as long. */
    private static final class Plain extends Formatter {

        @Override
        public String format(LogRecord line) {
            StringWriter text = new StringWriter();
            text.append(line.getLevel() + " " + line.getLoggerName() + " - " + formatMessage(line) + "\n");
            if (line.getThrown() != null) {
                line.getThrown().printStackTrace(new PrintWriter(text));
            }
            return text.toString();
        }
    }

    /** This process's, opened where it is needed first. */
    private static final class JdkLog {

        static final Handler HANDLER = open();

        private static Handler open() {
            try {
                FileHandler file = new FileHandler(Evidence.file("jdk-log").toString(), true);
                file.setFormatter(new Plain());
                file.setLevel(java.util.logging.Level.ALL);
                return file;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Begins at once. */
    public JdkLogging() {
        if (System.getProperty("evidence.level") != null) {
            return;
        }
        ROOT.setLevel(java.util.logging.Level.ALL);
        HTTP_CLIENT_INSIDE.setLevel(java.util.logging.Level.INFO);
        SIMULATOR.setLevel(java.util.logging.Level.INFO);
        CONTAINER.setLevel(java.util.logging.Level.INFO);
        ROOT.removeHandler(JdkLog.HANDLER);
        ROOT.addHandler(JdkLog.HANDLER);
    }

    @Override
    public boolean isResetResistant() {
        return true;
    }

    @Override
    public void onStart(LoggerContext context) {}

    @Override
    public void onReset(LoggerContext context) {}

    @Override
    public void onStop(LoggerContext context) {}

    @Override
    public void onLevelChange(ch.qos.logback.classic.Logger logger, Level level) {}
}
