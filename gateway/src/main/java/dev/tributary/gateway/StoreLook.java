package dev.tributary.gateway;

import dev.tributary.gateway.config.Database;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.gateway.config.KeysetSource;
import dev.tributary.gateway.doctor.StoreProbe;
import dev.tributary.model.Misconfigured;
import dev.tributary.store.KeySource;
import dev.tributary.store.PrivateFiles;
import dev.tributary.store.jdbc.JdbcStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Looks at a gateway's store without making or changing any of it. */
final class StoreLook implements StoreProbe {

    private final GatewayConfig.Storage storage;
    private final Parts parts;
    private @Nullable DataSource database;
    private boolean upToDate;

    StoreLook(GatewayConfig.Storage storage, Parts parts) {
        this.storage = storage;
        this.parts = parts;
    }

    @Override
    public synchronized Optional<JdbcStore.State> database() {
        if (storage.database() instanceof Database.File file && !exists(file.path())) {
            requireRoom("store.sqlite", file.path());
            return Optional.empty();
        }
        DataSource found = Storage.database(storage, parts);
        JdbcStore.State state = JdbcStore.state(found);
        upToDate = state.isUpToDate() && !state.newer();
        database = found;
        return Optional.of(state);
    }

    @Override
    public synchronized boolean keyset() {
        KeySource keys = Storage.keys(storage.keyset());
        boolean exists = !(storage.keyset() instanceof KeysetSource.File file) || exists(file.path());
        DataSource found = database;
        if (found != null && upToDate) {
            JdbcStore.check(found, keys);
        }
        if (exists) {
            keys.keyset(false);
        } else {
            requireRoom("keyset", ((KeysetSource.File) storage.keyset()).path());
        }
        return exists;
    }

    private static boolean exists(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** The first start makes file and directories, if it may. */
    private static void requireRoom(String key, Path file) {
        Path above = file.toAbsolutePath().getParent();
        if (above != null && Files.exists(above)) {
            PrivateFiles.directory(key, above);
        }
        while (above != null && !Files.exists(above)) {
            above = above.getParent();
        }
        if (above == null || !Files.isDirectory(above) || !Files.isWritable(above)) {
            throw new Misconfigured(
                    key,
                    "The file " + file + " cannot be made: " + above
                            + " is no directory that this user may write to. Name" + " another place, or grant that.");
        }
    }
}
