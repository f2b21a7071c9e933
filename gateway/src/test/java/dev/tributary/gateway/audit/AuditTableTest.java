package dev.tributary.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.gateway.Databases;
import dev.tributary.gateway.audit.AuditEntry.About;
import dev.tributary.gateway.config.AuditConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@SuppressWarnings("NullAway.Init")
class AuditTableTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00.123Z");
    private static final Acting ADMIN = new Acting(Actor.administrator("root@example.org"), "2001:db8::1");

    @TempDir
    Path directory;

    private final AuditIds ids = new AuditIds();

    @ParameterizedTest
    @EnumSource
    void an_entry_comes_back_as_it_was_whatever_others_have_written_into_it(Databases kind) {
        AuditTable table = table(kind);
        AuditEntry full = new AuditEntry(
                ids.next(NOW),
                NOW,
                "connection.refused",
                ADMIN,
                new About("portal", "älice'); DROP TABLE tributary_audit;-- 🦆", "wiki", "id-1"),
                Map.of("why", "\u0000\n\"'\\ ‹🦆›"));
        AuditEntry bare = new AuditEntry(
                ids.next(NOW), NOW, "key.misplaced", new Acting(Actor.GATEWAY, null), about(null, null), Map.of());

        table.add(List.of(full, bare));
        assertThat(table.add(full)).as("again, because an answer was lost").isFalse();
        assertThat(table.list(AuditQuery.all(10))).containsExactly(full, bare);
    }

    @ParameterizedTest
    @EnumSource
    void entries_are_chosen_by_what_they_are_about_octet_by_octet(Databases kind) {
        AuditTable table = table(kind);
        AuditEntry alice = added(table, "link.made", about("portal", "alice"), 0);
        AuditEntry other = added(table, "link.made", about("portal", "Alice"), 1);
        AuditEntry call = added(table, "call", about("reader", "alice"), 2);

        assertThat(list(table, about("portal", "alice"), null)).containsExactly(alice);
        assertThat(list(table, about(null, "alice"), null)).containsExactly(alice, call);
        assertThat(list(table, about("portal", null), "link.made")).containsExactly(alice, other);
        assertThat(list(table, about("portal", null), "call")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void what_is_old_goes_and_what_is_frequent_goes_sooner(Databases kind) throws InterruptedException {
        AuditTable table = table(kind);
        table.add(IntStream.range(0, 1100)
                .mapToObj(i -> entry("call", about("portal", "alice"), -86_400 * 40 + i))
                .toList());
        AuditEntry month = added(table, "link.made", about("portal", "alice"), -86_400 * 40);
        added(table, "link.made", about("portal", "alice"), -86_400 * 400);
        AuditEntry recent = added(table, "call", about("portal", "alice"), -86_400 * 20);
        int[] more = new int[1];

        try (Retention retention =
                new Retention(table, AuditConfig.USUAL, Clock.fixed(NOW, ZoneOffset.UTC), () -> more[0]++)) {
            retention.remove();
        }
        assertThat(table.list(AuditQuery.all(2000))).containsExactly(month, recent);
        assertThat(more[0]).isEqualTo(1);
    }

    private static List<AuditEntry> list(AuditTable table, About about, @Nullable String event) {
        return table.list(new AuditQuery(null, null, event, about, null, false, 10));
    }

    private AuditEntry added(AuditTable table, String event, About about, long seconds) {
        AuditEntry entry = entry(event, about, seconds);
        assertThat(table.add(entry)).isTrue();
        return entry;
    }

    private AuditEntry entry(String event, About about, long seconds) {
        Instant at = NOW.plus(Duration.ofSeconds(seconds));
        return new AuditEntry(ids.next(at), at, event, ADMIN, about, Map.of());
    }

    private static About about(@Nullable String app, @Nullable String user) {
        return new About(app, user, null, null);
    }

    private AuditTable table(Databases kind) {
        return new AuditTable(kind.open(directory, Clock.systemUTC()));
    }
}
