package dev.tributary.store.jdbc;

import dev.tributary.model.Secret;
import dev.tributary.store.Ticket;
import dev.tributary.store.TicketStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tickets. */
final class TicketTable implements TicketStore {

    private final Jdbc jdbc;

    TicketTable(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void put(Ticket ticket) {
        requireNew(jdbc.insert(inserted(ticket)), ticket);
    }

    @Override
    public Optional<Ticket> peek(String kind, String key) {
        return jdbc.first(
                Sql.of("SELECT * FROM tributary_ticket WHERE kind = ? AND ticket_key = ?", kind, key),
                TicketTable::ticket);
    }

    /** What a ticket says never changes, only its encryption, so that whoever removes the row has read the right one. */
    @Override
    public Optional<Ticket> take(String kind, String key) {
        Optional<Ticket> found = peek(kind, key);
        return found.isPresent() && jdbc.update(removed(kind, key)) == 1 ? found : Optional.empty();
    }

    @Override
    public boolean exchange(Ticket taken, Ticket next) {
        return jdbc.inTransaction(work -> {
            if (work.update(removed(taken.kind(), taken.key())) != 1) {
                return false;
            }
            requireNew(work.insert(inserted(next)), next);
            return true;
        });
    }

    @Override
    public int count(String kind, String group, Instant after) {
        Sql sql = Sql.of(
                "SELECT COUNT(*) FROM tributary_ticket WHERE kind = ? AND ticket_group = ? AND expires_at > ?",
                kind,
                group,
                after);
        return jdbc.first(sql, row -> row.getInt(1)).orElse(0);
    }

    @Override
    public List<Ticket> expired(String kind, Instant before, int limit) {
        Sql sql = Sql.of(
                "SELECT * FROM tributary_ticket WHERE kind = ? AND expires_at < ? ORDER BY expires_at LIMIT ?",
                kind,
                before,
                limit);
        return jdbc.list(sql, TicketTable::ticket);
    }

    long size() {
        return jdbc.first(Sql.of("SELECT COUNT(*) FROM tributary_ticket"), row -> row.getLong(1))
                .orElse(0L);
    }

    List<Ticket> page(@Nullable Ticket after, int limit) {
        Sql sql = Sql.of("SELECT * FROM tributary_ticket");
        if (after != null) {
            sql.and(" WHERE kind > ? OR (kind = ? AND ticket_key > ?)", after.kind(), after.kind(), after.key());
        }
        return jdbc.list(sql.and(" ORDER BY kind, ticket_key LIMIT ?", limit), TicketTable::ticket);
    }

    boolean reseal(Ticket before, Secret content) {
        Sql sql = Sql.of(
                "UPDATE tributary_ticket SET content = ? WHERE kind = ? AND ticket_key = ? AND content = ?",
                content.reveal(),
                before.kind(),
                before.key(),
                before.content().reveal());
        return jdbc.update(sql) == 1;
    }

    private static Sql inserted(Ticket ticket) {
        return Sql.of(
                "INSERT INTO tributary_ticket (kind, ticket_key, ticket_group, content, expires_at) VALUES (?, ?, ?, ?, ?)",
                ticket.kind(),
                ticket.key(),
                ticket.group(),
                ticket.content().reveal(),
                ticket.expiresAt());
    }

    private static Sql removed(String kind, String key) {
        return Sql.of("DELETE FROM tributary_ticket WHERE kind = ? AND ticket_key = ?", kind, key);
    }

    private static void requireNew(boolean inserted, Ticket ticket) {
        if (!inserted) {
            throw new IllegalStateException("A ticket of kind '" + ticket.kind() + "' with that key exists already.");
        }
    }

    private static Ticket ticket(ResultSet row) throws SQLException {
        return new Ticket(
                row.getString("kind"),
                row.getString("ticket_key"),
                row.getString("ticket_group"),
                Secret.of(row.getString("content")),
                Instant.ofEpochMilli(row.getLong("expires_at")));
    }
}
