package dev.tributary.store.jdbc;

import dev.tributary.store.Keyset;
import dev.tributary.store.Store;
import dev.tributary.store.TicketContract;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class SqliteStoreTest extends TicketContract {

    private Store store;

    @BeforeEach
    void open(@TempDir Path directory) {
        store = JdbcStore.open(
                SqliteFile.open(directory.resolve("tributary.db")), Keyset.file(directory.resolve("keyset.json")));
    }

    @Override
    protected Store store() {
        return store;
    }
}
