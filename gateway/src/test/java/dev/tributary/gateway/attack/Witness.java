package dev.tributary.gateway.attack;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.tributary.evidence.Evidence;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Hears every byte that is answered or logged, and knows which must never be in it. */
final class Witness extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private static final String OURS = "dev.tributary";
    private static final String[] TRACES = {"\tat ", "io.netty", "io.vertx", "Exception", "java.lang"};

    /** Netty's, of a connection that the kernel closes after the event loop of a gateway that was stopped: nobody's request has a part in it. */
    private static final String LATE = "Can't invoke task later as EventLoop rejected it";

    /** Its browser gets it, and shows it to each port of localhost: to the simulator it is a secret like any other. */
    private static final Pattern FLOW_COOKIE = Pattern.compile("tributary-flow=[A-Za-z0-9_-]{43}");

    private final Set<String> secrets = ConcurrentHashMap.newKeySet();
    private final Set<String> unlogged = ConcurrentHashMap.newKeySet();
    private final List<String> answered = new CopyOnWriteArrayList<>();
    private final List<String> logged = new CopyOnWriteArrayList<>();

    Witness() {
        start();
        root().addAppender(this);
    }

    /** Names what nobody may ever be told. */
    void secret(String value) {
        secrets.add(value);
    }

    /** Names what its owner is told, and no log. */
    void unlogged(String value) {
        unlogged.add(value);
    }

    /** Returns everything that was named. */
    List<String> secrets() {
        return Stream.concat(secrets.stream(), unlogged.stream()).toList();
    }

    String heard(String answer) {
        Evidence.answer(FLOW_COOKIE.matcher(answer).replaceAll("tributary-flow=given"));
        answered.add(answer);
        return answer;
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (!event.getLoggerName().startsWith(OURS) && !event.getLevel().isGreaterOrEqual(Level.INFO)) {
            return;
        }
        if (event.getFormattedMessage().startsWith(LATE)) {
            return;
        }
        String trace = event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
        logged.add(event.getFormattedMessage() + trace);
    }

    List<String> log() {
        return logged;
    }

    /** Checks all that was said since the last time. */
    void assertNothingSecretWasSaid() {
        List<String> answers = List.copyOf(answered);
        List<String> lines = List.copyOf(logged);
        answered.clear();
        logged.clear();
        assertThat(answers).as("answers").noneMatch(said -> contains(said, secrets) || trace(said));
        assertThat(lines).as("lines of the log").allMatch(line -> line.chars().noneMatch(Character::isISOControl));
        assertThat(lines)
                .as("the log")
                .noneMatch(said -> contains(said, secrets) || contains(said, unlogged) || trace(said));
    }

    private static boolean contains(String said, Set<String> values) {
        return values.stream().anyMatch(said::contains);
    }

    private static boolean trace(String said) {
        return List.of(TRACES).stream().anyMatch(said::contains);
    }

    @Override
    public void close() {
        root().detachAppender(this);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
