package dev.tributary.store.jdbc;

import dev.tributary.store.KeySource;
import dev.tributary.store.KeysContract;
import dev.tributary.store.Store;
import dev.tributary.store.StoreKeys;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

final class SqliteKeysTest extends KeysContract {

    private @Nullable DataSource database;

    @TempDir
    private Path directory;

    @Override
    protected Store open(KeySource keys) {
        return JdbcStore.open(database(), keys);
    }

    @Override
    protected StoreKeys keys(KeySource keys) {
        return JdbcStore.keys(database(), keys);
    }

    private DataSource database() {
        DataSource mine = database == null ? SqliteFile.open(directory.resolve("tributary.db")) : database;
        database = mine;
        return mine;
    }
}
