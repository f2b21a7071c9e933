package dev.tributary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionEvent;
import dev.tributary.model.ConnectionEvent.Connected;
import dev.tributary.model.ConnectionListener;
import dev.tributary.simulator.environment.SimulatedClock;
import dev.tributary.store.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(60)
class CourierTest {

    private static final Logger LOG = (Logger) LoggerFactory.getLogger(Courier.class);

    private static final Connection ALICE = Rows.first("alice").connection();

    private final SimulatedClock clock = new SimulatedClock();
    private final List<ConnectionEvent> taken = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch door = new CountDownLatch(1);
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();

    @BeforeEach
    void listen() {
        said.start();
        LOG.addAppender(said);
    }

    @AfterEach
    void listenNoMore() {
        door.countDown();
        LOG.detachAppender(said);
    }

    @Test
    void events_are_delivered_in_their_order_on_a_daemon_thread() {
        List<Boolean> daemons = Collections.synchronizedList(new ArrayList<>());
        Courier courier = courier(event -> {
            daemons.add(Thread.currentThread().isDaemon());
            taken.add(event);
        });
        List<ConnectionEvent> events = events(0, 100);

        events.forEach(courier::on);

        await().until(() -> taken.size() == 100);
        assertThat(taken).isEqualTo(events);
        assertThat(daemons).containsOnly(true);
    }

    @Test
    void when_too_many_wait_the_oldest_are_dropped_and_that_is_said_once_a_minute() {
        Courier courier = courier(this::takeWhenOpen);
        courier.on(event(0));
        await().until(() -> taken.size() == 1);
        events(1, Courier.MOST_WAITING).forEach(courier::on);
        assertThat(said.list).isEmpty();

        events(20_000, 30).forEach(courier::on);

        assertThat(said.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage())
                        .contains("too slow", "10000 events wait", " 1 were dropped"));
        clock.advance(Duration.ofMinutes(1));
        events(20_030, 5).forEach(courier::on);
        assertThat(said.list)
                .hasSize(2)
                .last()
                .satisfies(line -> assertThat(line.getFormattedMessage()).contains(" 30 were dropped"));

        door.countDown();
        await().until(() -> taken.size() == 1 + Courier.MOST_WAITING);
        assertThat(taken.get(1)).as("the oldest have given way").isEqualTo(event(36));
        assertThat(taken).last().isEqualTo(event(20_034));
    }

    @Test
    void a_listener_that_fails_or_interrupts_itself_is_told_the_next_event_all_the_same() {
        Courier courier = courier(event -> {
            taken.add(event);
            Thread.currentThread().interrupt();
            if (taken.size() < 3) {
                throw new IllegalStateException("on purpose");
            }
            throw new AssertionError("on purpose");
        });

        events(0, 5).forEach(courier::on);

        await().until(() -> taken.size() == 5);
        assertThat(said.list)
                .as("once a minute")
                .singleElement()
                .satisfies(line ->
                        assertThat(line.getThrowableProxy().getMessage()).isEqualTo("on purpose"));
    }

    @Test
    void what_waits_is_delivered_before_the_courier_is_closed_and_nothing_after() {
        Courier courier = courier(taken::add);
        events(0, 1000).forEach(courier::on);

        courier.close();

        assertThat(taken).hasSize(1000);
        courier.on(event(1000));
        courier.close();
        assertThat(taken).hasSize(1000);
    }

    @Test
    void a_listener_that_never_returns_is_given_up_when_the_courier_is_closed() {
        Courier courier = courier(this::takeWhenOpen);
        events(0, 3).forEach(courier::on);
        await().until(() -> taken.size() == 1);

        courier.close();

        assertThat(said.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage()).contains("2 were dropped"));
    }

    private Courier courier(ConnectionListener listener) {
        return Courier.to(listener, clock);
    }

    private void takeWhenOpen(ConnectionEvent event) {
        taken.add(event);
        try {
            door.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static ConnectionEvent event(int number) {
        return new Connected(ALICE, Instant.ofEpochSecond(number));
    }

    private static List<ConnectionEvent> events(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(CourierTest::event).toList();
    }
}
