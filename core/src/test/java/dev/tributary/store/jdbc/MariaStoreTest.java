package dev.tributary.store.jdbc;

import dev.tributary.databases.MariaServer;
import dev.tributary.store.Keyset;
import dev.tributary.store.Store;
import dev.tributary.store.TicketContract;
import org.junit.jupiter.api.BeforeEach;

final class MariaStoreTest extends TicketContract {

    private Store store;

    @BeforeEach
    void open() {
        store = JdbcStore.open(MariaServer.newDatabase(), Keyset.ephemeral());
    }

    @Override
    protected Store store() {
        return store;
    }
}
