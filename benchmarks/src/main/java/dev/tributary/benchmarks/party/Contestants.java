package dev.tributary.benchmarks.party;

import com.google.api.client.util.store.DataStoreFactory;
import com.google.api.client.util.store.FileDataStoreFactory;
import com.google.api.client.util.store.MemoryDataStoreFactory;
import dev.tributary.benchmarks.database.Database;
import dev.tributary.benchmarks.database.Databases;
import dev.tributary.store.Keyset;
import dev.tributary.store.MemoryStore;
import dev.tributary.store.Store;
import dev.tributary.store.jdbc.JdbcStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** All who are measured, each with new and empty places to keep tokens in. */
public final class Contestants {

    private final Databases databases;

    /** Takes where databases and directories come from. */
    public Contestants(Databases databases) {
        this.databases = databases;
    }

    /** Returns those that are measured as one node. */
    public List<Contestant> alone() {
        return List.of(
                new Contestant("Spring Security, in memory", SpringNode::inMemory),
                spring(),
                new Contestant(
                        "Google, credential loaded for each request, memory",
                        endpoint -> GoogleNode.loading(endpoint, new MemoryDataStoreFactory())),
                new Contestant(
                        "Google, credential loaded for each request, file",
                        endpoint -> GoogleNode.loading(endpoint, file())),
                new Contestant(
                        "Google, one credential object shared",
                        endpoint -> GoogleNode.sharing(endpoint, new MemoryDataStoreFactory())),
                new Contestant("Tributary, in memory", endpoint -> new OurNode(endpoint, new MemoryStore())),
                ours("Tributary, SQLite", databases.sqlite()),
                ours("Tributary, PostgreSQL", databases.postgres()));
    }

    /** Returns those that can be several nodes over one place. */
    public List<Contestant> together() {
        return List.of(spring(), ours("Tributary, PostgreSQL", databases.postgres()));
    }

    private Contestant spring() {
        Database database = databases.postgres();
        SpringNode.createTable(database.unpooled(), true);
        return new Contestant(
                "Spring Security, PostgreSQL", endpoint -> SpringNode.inDatabase(endpoint, database.pool()));
    }

    private static Contestant ours(String name, Database database) {
        Keyset keyset = Keyset.ephemeral();
        return new Contestant(name, endpoint -> {
            Store store = JdbcStore.open(database.pool(), keyset);
            return new OurNode(endpoint, store);
        });
    }

    private DataStoreFactory file() {
        try {
            return new FileDataStoreFactory(databases.newDirectory().toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
