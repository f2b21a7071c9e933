package dev.tributary.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.Databases;
import dev.tributary.store.jdbc.Jdbc;
import dev.tributary.store.jdbc.Sql;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

@Tag("C33")
@SuppressWarnings("NullAway.Init")
class OutboxTest {

    private static final Duration LEASE = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void a_message_is_taken_by_one_and_by_nobody_else_meanwhile(Databases kind) {
        Outbox outbox = outbox(kind);
        Message message = added(outbox, "one", 0);

        List<Message> mine = outbox.take("portal", "hook", 10, LEASE);
        assertThat(mine).extracting(Message::id).containsExactly("one");
        assertThat(mine.get(0).body()).isEqualTo(message.body());
        assertThat(mine.get(0).madeAt()).isEqualTo(message.madeAt());
        assertThat(outbox.take("portal", "hook", 10, LEASE)).isEmpty();
        assertThat(outbox.take("portal", "another", 10, LEASE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_target_that_another_application_has_now_gets_no_message_of_the_one_before(Databases kind) {
        Outbox outbox = outbox(kind);
        added(outbox, "one", 0);

        assertThat(outbox.take("stranger", "hook", 10, LEASE)).isEmpty();
        assertThat(outbox.take("portal", "hook", 10, LEASE))
                .extracting(Message::id)
                .containsExactly("one");
    }

    @ParameterizedTest
    @EnumSource
    void what_an_older_version_wrote_goes_to_the_application_that_it_names(Databases kind) {
        Jdbc database = kind.open(directory, Clock.systemUTC());
        Outbox outbox = new Outbox(database);
        for (String user : List.of("portal", "\"app\":\"stranger\"")) {
            added(outbox, "for portal, user " + user, 0, body("portal", user));
        }
        added(outbox, "for stranger", 0, body("stranger", "alice"));
        database.update(Sql.of("UPDATE tributary_outbox SET app = NULL"));

        outbox.adopt("stranger", "hook");
        outbox.adopt("portal", "another");
        assertThat(outbox.take("stranger", "hook", 10, LEASE))
                .extracting(Message::id)
                .containsExactly("for stranger");
        assertThat(outbox.take("portal", "hook", 10, LEASE)).isEmpty();
        outbox.adopt("portal", "hook");
        assertThat(outbox.take("portal", "hook", 10, LEASE)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void a_message_whose_sender_died_is_sent_by_another(Databases kind) {
        Outbox outbox = outbox(kind);
        added(outbox, "one", 0);
        Message lost = outbox.take("portal", "hook", 10, Duration.ZERO).get(0);

        Message taken = outbox.take("portal", "hook", 10, LEASE).get(0);
        assertThat(taken.id()).isEqualTo("one");
        assertThat(outbox.again(lost, Duration.ZERO)).as("whoever was late").isFalse();
        assertThat(outbox.giveUp(lost)).isFalse();
        assertThat(outbox.again(taken, Duration.ZERO)).isTrue();
        assertThat(outbox.take("portal", "hook", 10, LEASE))
                .extracting(Message::attempts)
                .containsExactly(1);
    }

    @ParameterizedTest
    @EnumSource
    void what_has_arrived_is_gone_and_what_was_given_up_stays_to_be_seen(Databases kind) {
        Outbox outbox = outbox(kind);
        added(outbox, "one", 1);
        added(outbox, "two", 0);
        List<Message> both = outbox.take("portal", "hook", 10, LEASE);
        assertThat(both).extracting(Message::id).containsExactly("one", "two");

        outbox.arrived(both.get(0));
        assertThat(outbox.giveUp(both.get(1))).isTrue();
        assertThat(outbox.count(false)).isZero();
        assertThat(outbox.count(true)).isEqualTo(1);
        assertThat(outbox.take("portal", "hook", 10, LEASE)).isEmpty();

        outbox.clear(Duration.ofDays(1));
        assertThat(outbox.count(true)).isEqualTo(1);
        outbox.clear(Duration.ofSeconds(-1));
        assertThat(outbox.count(true)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void a_hundred_messages_reach_one_of_eight_takers_each(Databases kind) throws Exception {
        Outbox outbox = outbox(kind);
        IntStream.range(0, 100).forEach(i -> added(outbox, "message-" + i, 0));
        ExecutorService takers = Executors.newFixedThreadPool(8);
        try {
            Callable<List<Message>> taking =
                    () -> outbox.take("portal", "hook", 30, LEASE).stream().toList();
            List<String> taken = takers.invokeAll(Collections.nCopies(40, taking)).stream()
                    .map(OutboxTest::result)
                    .flatMap(Collection::stream)
                    .map(Message::id)
                    .collect(Collectors.toList());
            assertThat(taken).doesNotHaveDuplicates().hasSize(100);
        } finally {
            takers.shutdownNow();
        }
    }

    private static List<Message> result(Future<List<Message>> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Outbox outbox(Databases kind) {
        return new Outbox(kind.open(directory, Clock.systemUTC()));
    }

    private static String body(String app, String user) {
        return JsonMapper.shared().writeValueAsString(Map.of("type", "test", "data", Map.of("app", app, "user", user)));
    }

    private static Message added(Outbox outbox, String id, int secondsBefore) {
        return added(outbox, id, secondsBefore, "{\"type\":\"“test” 🦆\"}");
    }

    private static Message added(Outbox outbox, String id, int secondsBefore, String body) {
        Instant at = outbox.now().minusSeconds(secondsBefore).truncatedTo(ChronoUnit.MILLIS);
        Message message = new Message(id, "portal", "hook", body, at, at, 0);
        outbox.add(message);
        return message;
    }
}
