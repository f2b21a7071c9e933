package dev.tributary.store.jdbc;

import dev.tributary.databases.PostgresServer;
import dev.tributary.store.Keyset;
import dev.tributary.store.Store;
import dev.tributary.store.TicketContract;
import org.junit.jupiter.api.BeforeEach;

final class PostgresStoreTest extends TicketContract {

    private Store store;

    @BeforeEach
    void open() {
        store = JdbcStore.open(PostgresServer.newDatabase(), Keyset.ephemeral());
    }

    @Override
    protected Store store() {
        return store;
    }
}
