package dev.tributary.gateway.audit;

import dev.tributary.gateway.audit.AuditEntry.About;
import dev.tributary.store.jdbc.Jdbc;
import dev.tributary.store.jdbc.Sql;
import dev.tributary.store.jdbc.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The entries, in the store's database. Blocking and thread-safe; throws {@link dev.tributary.model.Unavailable}. */
public final class AuditTable {

    private static final int BATCH = 500;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

    private final Jdbc database;

    /** Takes the database, whose tables are up to date. */
    public AuditTable(Jdbc database) {
        this.database = database;
    }

    /** Returns what is asked for. */
    public List<AuditEntry> list(AuditQuery query) {
        About about = query.about();
        Sql sql = Sql.of("SELECT * FROM tributary_audit WHERE id >= ?", since(query.since()))
                .andIf(" AND id < ?", query.until() == null ? null : AuditIds.first(query.until()))
                .andIf(query.newestFirst() ? " AND id < ?" : " AND id > ?", query.cursor())
                .andIf(" AND event = ?", query.event())
                .andIf(" AND app = ?", about.app())
                .andIf(" AND user_id = ?", about.user())
                .andIf(" AND site = ?", about.site())
                .andIf(" AND connection_id = ?", about.connection())
                .and(query.newestFirst() ? " ORDER BY id DESC LIMIT ?" : " ORDER BY id LIMIT ?", query.limit());
        return database.list(sql, AuditTable::entry);
    }

    private static String since(@Nullable Instant instant) {
        return instant == null ? "" : AuditIds.first(instant);
    }

    /** Adds an entry. Returns false where it is there already, because an answer was lost on its way. */
    boolean add(AuditEntry entry) {
        return database.insert(inserted(entry));
    }

    /** Adds several, all or none of them. */
    void add(Collection<AuditEntry> entries) {
        database.inTransaction(work -> {
            for (AuditEntry entry : entries) {
                work.update(inserted(entry));
            }
            return entries;
        });
    }

    /** Adds an entry within a transaction of others. */
    static void add(AuditEntry entry, Transaction work) throws SQLException {
        work.update(inserted(entry));
    }

    /**
     * Removes some entries from before an instant, and returns whether there may be more.
     *
     * @param events only of those; of all where there are none
     */
    boolean remove(Instant before, Collection<String> events) {
        String last = AuditIds.first(before);
        String chosen = events.isEmpty()
                ? ""
                : " AND event IN (" + String.join(", ", Collections.nCopies(events.size(), "?")) + ")";
        List<String> ids = database.list(
                Sql.of("SELECT id FROM tributary_audit WHERE id < ?", last)
                        .and(chosen, events.toArray())
                        .and(" ORDER BY id LIMIT ?", BATCH),
                row -> row.getString(1));
        if (ids.isEmpty()) {
            return false;
        }
        String places = String.join(", ", Collections.nCopies(ids.size(), "?"));
        database.update(Sql.of("DELETE FROM tributary_audit WHERE id IN (" + places + ")", ids.toArray()));
        return ids.size() == BATCH;
    }

    private static Sql inserted(AuditEntry entry) {
        Actor actor = entry.by().actor();
        About about = entry.about();
        return Sql.of("INSERT INTO tributary_audit (id, event, actor, actor_name, app, user_id, site, connection_id,"
                        + " from_address, details) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .and("", entry.id(), entry.event(), actor.kind().label(), actor.name())
                .and("", about.app(), about.user(), about.site(), about.connection())
                .and("", entry.by().from(), JSON.writeValueAsString(entry.details()));
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        String id = row.getString("id");
        Actor.Kind kind = Actor.Kind.valueOf(row.getString("actor").toUpperCase(Locale.ROOT));
        return new AuditEntry(
                id,
                AuditIds.instant(id),
                row.getString("event"),
                new Acting(new Actor(kind, row.getString("actor_name")), row.getString("from_address")),
                new About(
                        row.getString("app"),
                        row.getString("user_id"),
                        row.getString("site"),
                        row.getString("connection_id")),
                JSON.readValue(row.getString("details"), DETAILS));
    }
}
