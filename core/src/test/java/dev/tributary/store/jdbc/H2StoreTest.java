package dev.tributary.store.jdbc;

import dev.tributary.evidence.Evidence;
import dev.tributary.store.Keyset;
import dev.tributary.store.Store;
import dev.tributary.store.TicketContract;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;

final class H2StoreTest extends TicketContract {

    private Store store;

    @BeforeEach
    void open() {
        JdbcDataSource database = new JdbcDataSource();
        database.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        store = JdbcStore.open(Evidence.database(database), Keyset.ephemeral());
    }

    @Override
    protected Store store() {
        return store;
    }
}
