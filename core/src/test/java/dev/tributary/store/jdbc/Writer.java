package dev.tributary.store.jdbc;

import dev.tributary.store.Keyset;
import dev.tributary.store.Rows;
import dev.tributary.store.Store;
import dev.tributary.store.StoredConnection;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process of its own that adds connections, and says the id of each once it is committed, until it is killed. */
public final class Writer {

    private Writer() {}

    /** Takes the directory of the store, the first half of its users' names, and how many to write. */
    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        Store store = JdbcStore.open(
                SqliteFile.open(directory.resolve("tributary.db")), Keyset.file(directory.resolve("keyset.json")));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            StoredConnection row = Rows.first(arguments[1] + i);
            if (store.insert(row)) {
                out.println("kept " + row.connection().id());
            }
        }
    }
}
