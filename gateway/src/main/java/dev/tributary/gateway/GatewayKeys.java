package dev.tributary.gateway;

import dev.tributary.gateway.config.Database;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.model.Misconfigured;
import dev.tributary.store.KeySource;
import dev.tributary.store.Keyset;
import dev.tributary.store.KeysetFile;
import dev.tributary.store.StoreKeys;
import dev.tributary.store.jdbc.JdbcStore;
import java.nio.file.Files;
import java.util.Optional;

/** The keys of a gateway's database, for its operators. Works beside gateways that run on the same. Thread-safe. */
public final class GatewayKeys implements AutoCloseable {

    private final Parts parts;
    private final KeySource source;
    private final StoreKeys store;
    private final boolean onOneMachine;

    private GatewayKeys(Parts parts, KeySource source, StoreKeys store, boolean onOneMachine) {
        this.parts = parts;
        this.source = source;
        this.store = store;
        this.onOneMachine = onOneMachine;
    }

    /**
     * Opens what a gateway of that configuration keeps. Blocks. Makes nothing: neither a database nor a keyset.
     *
     * <p>Throws {@link Misconfigured} when there is no database yet, or the keyset is missing, wrong, lacks a key, or is open to
     * other users; {@link dev.tributary.model.Unavailable} when the database does not answer.
     */
    public static GatewayKeys open(GatewayConfig.Storage storage) {
        boolean onOneMachine = storage.database() instanceof Database.File;
        if (storage.database() instanceof Database.File file && !Files.exists(file.path())) {
            throw new Misconfigured(
                    "store.sqlite",
                    "There is no database " + file.path()
                            + ". The gateway makes it, and the keyset, at its first start; is this its configuration?");
        }
        Parts parts = new Parts();
        try {
            KeySource source = Storage.keys(storage.keyset());
            StoreKeys store = JdbcStore.keys(Storage.database(storage, parts), source);
            return new GatewayKeys(parts, source, store, onOneMachine);
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    /** Returns what the database needs keys for. */
    public StoreKeys store() {
        return store;
    }

    /** Returns the keyset as it is now. Blocks. Throws {@link Misconfigured} when it cannot be read. */
    public Keyset keyset() {
        return source.keyset(false);
    }

    /** Returns the file that the keyset is in; none if it comes from the environment. */
    public Optional<KeysetFile> file() {
        return source instanceof KeysetFile file ? Optional.of(file) : Optional.empty();
    }

    /** Says whether every gateway of this database runs on this machine, and so reads the same keyset file. */
    public boolean isOnOneMachine() {
        return onOneMachine;
    }

    /** Closes the database. */
    @Override
    public void close() {
        parts.close();
    }
}
