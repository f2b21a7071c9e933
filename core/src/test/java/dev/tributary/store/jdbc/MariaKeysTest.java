package dev.tributary.store.jdbc;

import dev.tributary.databases.MariaServer;
import dev.tributary.store.KeySource;
import dev.tributary.store.KeysContract;
import dev.tributary.store.Store;
import dev.tributary.store.StoreKeys;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

final class MariaKeysTest extends KeysContract {

    private @Nullable DataSource database;

    @Override
    protected Store open(KeySource keys) {
        return JdbcStore.open(database(), keys);
    }

    @Override
    protected StoreKeys keys(KeySource keys) {
        return JdbcStore.keys(database(), keys);
    }

    private DataSource database() {
        DataSource mine = database == null ? MariaServer.newDatabase() : database;
        database = mine;
        return mine;
    }
}
