package dev.tributary.store.jdbc;

import dev.tributary.model.ConnectionId;
import dev.tributary.model.Owner;
import dev.tributary.store.Change;
import dev.tributary.store.Keyset;
import dev.tributary.store.Rows;
import dev.tributary.store.Store;
import dev.tributary.store.StoredConnection;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A process of its own that lives as a node does, until its standard input ends: it reads every connection, renews it, and
 * holds and takes tickets. It says "round" after each round, and what went wrong in one line, wherever that was.
 */
public final class RenewingNode {

    private static final int CONNECTIONS = 5;

    private final Store store;
    private final String name;

    private RenewingNode(Store store, String name) {
        this.store = store;
        this.name = name;
    }

    /** Takes the database, a file or the URL of a PostgreSQL, the keyset's file, and what its users are called. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        RenewingNode node = new RenewingNode(
                JdbcStore.open(database(arguments[0]), Keyset.file(Path.of(arguments[1]))), arguments[2]);
        try {
            node.connect();
            AtomicBoolean over = overAtTheEndOfInput();
            for (long round = 1; !over.get(); round++) {
                node.round(round);
                out.println("round " + round);
            }
            out.println("ended well");
        } catch (RuntimeException e) {
            out.println("failed: " + e.getMessage());
        }
    }

    /** So that it does not outlive the process that started it. */
    private static AtomicBoolean overAtTheEndOfInput() {
        AtomicBoolean over = new AtomicBoolean();
        Thread watch = new Thread(() -> {
            try {
                int unused = System.in.read();
            } catch (IOException e) {
                // Nobody can say anything any more.
            } finally {
                over.set(true);
            }
        });
        watch.setDaemon(true);
        watch.start();
        return over;
    }

    static DataSource database(String place) {
        if (!place.startsWith("jdbc:")) {
            return SqliteFile.open(Path.of(place));
        }
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(place);
        return database;
    }

    private void connect() {
        for (int i = 0; i < CONNECTIONS; i++) {
            store.insert(Rows.first(name + i));
        }
    }

    private void round(long round) {
        for (int i = 0; i < CONNECTIONS; i++) {
            StoredConnection found =
                    store.find(new Owner("portal", name + i), "wiki").orElseThrow();
            require(found.connection().state().generation() == round, "a renewal is lost");
            ConnectionId id = found.connection().id();
            store.change(id, (row, now) -> Change.Outcome.write(Rows.renewed(row.connection(), name + round), true));
        }
        String ticket = name + round;
        store.put(Rows.ticket(ticket, Rows.NOW));
        require(
                store.take("link", ticket)
                        .filter(Rows.ticket(ticket, Rows.NOW)::equals)
                        .isPresent(),
                "a ticket is lost");
    }

    private static void require(boolean held, String otherwise) {
        if (!held) {
            throw new IllegalStateException(otherwise);
        }
    }
}
