package dev.tributary.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.gateway.Databases;
import dev.tributary.gateway.LogLines;
import dev.tributary.model.Unavailable;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of entries while the database is away. */
@SuppressWarnings("NullAway.Init")
class AuditWriterTest {

    @TempDir
    Path directory;

    private final AtomicBoolean away = new AtomicBoolean();
    private AuditTable table;

    @BeforeEach
    void open() {
        table = new AuditTable(Databases.SQLITE.open(directory, Clock.systemUTC(), away::get));
    }

    @Test
    void what_waits_at_the_end_is_kept() {
        try (AuditWriter writer = AuditWriter.to(table)) {
            Audit audit = new Audit(writer, Clock.systemUTC());
            for (int i = 0; i < 1000; i++) {
                audit.event("link.made").with("user", "user-" + i).log();
            }
        }

        assertThat(table.list(AuditQuery.all(2000)))
                .hasSize(1000)
                .extracting(entry -> entry.about().user())
                .startsWith("user-0", "user-1")
                .endsWith("user-999");
    }

    @Test
    void acts_wait_for_the_database_and_what_must_be_kept_at_once_fails() {
        away.set(true);
        try (AuditWriter writer = AuditWriter.to(table)) {
            Audit audit = new Audit(writer, Clock.systemUTC());
            audit.event("link.made").with("user", "alice").log();
            assertThatThrownBy(() -> audit.event("token.exported").write()).isInstanceOf(Unavailable.class);
            away.set(false);

            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> table.list(AuditQuery.all(10)).size() == 1);
        }
    }

    @Test
    void calls_are_dropped_before_acts_are_and_that_is_told_once() {
        away.set(true);
        try (LogLines log = LogLines.of("dev.tributary.gateway.audit.AuditWriter");
                AuditWriter writer = AuditWriter.to(table)) {
            Audit audit = new Audit(writer, Clock.systemUTC());
            for (int i = 0; i < 9000; i++) {
                audit.event("call").addIfRoom();
            }
            assertThat(writer.dropped()).isBetween(700L, 1000L);
            assertThat(log.written()).hasSize(1);
            audit.event("key.misplaced").log();
            away.set(false);

            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> table.list(AuditQuery.all(10_000)).stream()
                            .anyMatch(entry -> entry.event().equals("key.misplaced")));
        }
    }
}
