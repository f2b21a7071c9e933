package dev.tributary.gateway;

import dev.tributary.gateway.config.AppConfig;
import dev.tributary.gateway.config.Database;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.model.Connection;
import dev.tributary.model.Misconfigured;
import dev.tributary.store.ConnectionQuery;
import dev.tributary.store.Store;
import dev.tributary.store.jdbc.JdbcStore;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

/** The connections that a gateway keeps, for its operators. Works beside gateways that run on the same. Thread-safe. */
public final class GatewayConnections implements AutoCloseable {

    private final Parts parts;
    private final Store store;
    private final List<String> apps;

    private GatewayConnections(Parts parts, Store store, List<String> apps) {
        this.parts = parts;
        this.store = store;
        this.apps = apps;
    }

    /**
     * Opens what a gateway of that configuration keeps. Blocks. Makes neither a database nor a keyset.
     *
     * <p>Throws {@link Misconfigured} when there is no database yet, or the keyset is missing, wrong, lacks a key, or is open to
     * other users; {@link dev.tributary.model.Unavailable} when the database does not answer.
     */
    public static GatewayConnections open(GatewayConfig config) {
        GatewayConfig.Storage storage = config.storage();
        if (storage.database() instanceof Database.File file && !Files.exists(file.path())) {
            throw new Misconfigured(
                    "store.sqlite",
                    "There is no database " + file.path()
                            + ". The gateway makes it at its first start; is this its configuration?");
        }
        Parts parts = new Parts();
        try {
            Store store = JdbcStore.open(Storage.database(storage, parts), Storage.keys(storage.keyset()));
            return new GatewayConnections(
                    parts,
                    store,
                    config.apps().stream().map(AppConfig::id).sorted().toList());
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    /** Returns the applications of the configuration, sorted. */
    public List<String> apps() {
        return apps;
    }

    /**
     * Returns the connections that a query finds, in the order of their ids and from the first page on; read page by page as the
     * stream is. Blocks as it is read, and throws {@link dev.tributary.model.Unavailable} when the database is away.
     */
    public Stream<Connection> list(ConnectionQuery query) {
        return Stream.iterate(
                        store.list(query),
                        page -> !page.isEmpty(),
                        page -> store.list(
                                query.behind(page.get(page.size() - 1).id())))
                .flatMap(List::stream);
    }

    /** Closes the database. */
    @Override
    public void close() {
        parts.close();
    }
}
