package dev.tributary.gateway.webhook;

import dev.tributary.gateway.config.WebhookConfig;
import dev.tributary.store.jdbc.Jdbc;
import dev.tributary.store.jdbc.Sql;
import dev.tributary.store.jdbc.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages that have not arrived yet, in the store's database, for all gateways on it. Whoever sends one moves the instant at
 * which it is due ahead, and only who finds it unmoved may: so one sends it, and if that one dies another does.
 *
 * <p>Blocking and thread-safe; throws {@link dev.tributary.model.Unavailable}.
 */
public final class Outbox {

    private final Jdbc database;

    /** Takes the database, whose tables are up to date. */
    public Outbox(Jdbc database) {
        this.database = database;
    }

    /** Adds a message within a transaction of others. */
    static void add(Message message, Transaction work) throws SQLException {
        work.update(inserted(message));
    }

    /** Adds a message. */
    void add(Message message) {
        database.update(inserted(message));
    }

    /**
     * Takes up to so many messages of an application's target that are due, for so long. Those of another application, whose target
     * had that name before, are left alone.
     */
    List<Message> take(String app, String target, int most, Duration lease) {
        Instant now = now();
        List<Message> due = database.list(
                Sql.of("SELECT * FROM tributary_outbox WHERE target = ? AND app = ? AND due_at <= ?", target, app, now)
                        .and(" ORDER BY due_at LIMIT ?", most),
                Outbox::message);
        return due.isEmpty() ? due : database.inTransaction(work -> taken(due, now.plus(lease), work));
    }

    private static List<Message> taken(List<Message> due, Instant until, Transaction work) throws SQLException {
        List<Message> mine = new ArrayList<>();
        for (Message message : due) {
            Sql move = Sql.of(
                    "UPDATE tributary_outbox SET due_at = ? WHERE id = ? AND due_at = ?",
                    until,
                    message.id(),
                    message.dueAt());
            if (work.update(move) == 1) {
                mine.add(message.takenUntil(until));
            }
        }
        return mine;
    }

    /**
     * Gives messages that a version before has written, which kept no more of them, to the applications of these targets that they
     * say they are for. To be done again for as long as such a version runs at another node.
     */
    public void adopt(WebhookConfig config) {
        config.targets().forEach(target -> adopt(target.app(), target.name()));
    }

    void adopt(String app, String target) {
        database.update(Sql.of(
                "UPDATE tributary_outbox SET app = ? WHERE app IS NULL AND target = ? AND body LIKE ?",
                app,
                target,
                "%" + MessageBody.naming(app) + "%"));
    }

    /** Removes a message that has arrived. */
    void arrived(Message message) {
        database.update(Sql.of("DELETE FROM tributary_outbox WHERE id = ?", message.id()));
    }

    /** Has a message sent again, unless another has taken it since. Returns whether that was so. */
    boolean again(Message message, Duration pause) {
        return database.update(Sql.of(
                        "UPDATE tributary_outbox SET due_at = ?, attempts = ? WHERE id = ? AND due_at = ?",
                        now().plus(pause),
                        message.attempts() + 1,
                        message.id(),
                        message.dueAt()))
                == 1;
    }

    /** Gives a message up, unless another has taken it since. It stays to be seen. Returns whether that was so. */
    boolean giveUp(Message message) {
        return database.update(Sql.of(
                        "UPDATE tributary_outbox SET due_at = NULL, given_up_at = ?, attempts = ? WHERE id = ? AND due_at = ?",
                        now(),
                        message.attempts() + 1,
                        message.id(),
                        message.dueAt()))
                == 1;
    }

    /** Removes what was given up long ago, and what is left of targets that are no more. */
    public void clear(Duration keep) {
        Instant before = now().minus(keep);
        database.update(Sql.of("DELETE FROM tributary_outbox WHERE given_up_at < ?", before));
        database.update(Sql.of("DELETE FROM tributary_outbox WHERE made_at < ?", before));
    }

    /** Counts the messages that wait, or were given up. */
    public long count(boolean givenUp) {
        return database.first(
                        Sql.of("SELECT COUNT(*) FROM tributary_outbox WHERE given_up_at IS "
                                + (givenUp ? "NOT NULL" : "NULL")),
                        row -> row.getLong(1))
                .orElse(0L);
    }

    Instant now() {
        return database.now();
    }

    private static Sql inserted(Message message) {
        return Sql.of(
                        "INSERT INTO tributary_outbox (id, app, target, body, made_at, due_at, attempts) VALUES (?, ?, ?, ?, ?, ?, ?)")
                .and("", message.id(), message.app(), message.target(), message.body())
                .and("", message.madeAt(), message.dueAt(), message.attempts());
    }

    private static Message message(ResultSet row) throws SQLException {
        return new Message(
                row.getString("id"),
                row.getString("app"),
                row.getString("target"),
                row.getString("body"),
                Instant.ofEpochMilli(row.getLong("made_at")),
                Instant.ofEpochMilli(row.getLong("due_at")),
                row.getInt("attempts"));
    }
}
