package dev.tributary.gateway.doctor;

import dev.tributary.gateway.config.Database;
import dev.tributary.gateway.config.GatewayConfig.Storage;
import dev.tributary.gateway.config.KeysetSource;
import dev.tributary.model.TributaryException;
import dev.tributary.store.jdbc.JdbcStore;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges what survives: the database and the keyset. */
final class StoreJudge {

    private static final String WHY_DATABASE = "The gateway does not start without it, or answers with 503.";
    private static final String WHY_KEYSET =
            "The gateway does not start: without the right keys no token opens, and with keys that others can read none is"
                    + " safe.";

    private StoreJudge() {}

    static Judgement database(Storage storage, Optional<JdbcStore.State> state) {
        return state.map(StoreJudge::database)
                .orElseGet(() -> Judgement.well("none yet; the first start makes it"))
                .and(unguarded(storage).stream());
    }

    private static Judgement database(JdbcStore.State state) {
        String product = Words.printable(state.product() + " " + state.version());
        if (state.newer()) {
            return Judgement.of(
                    product,
                    Advice.error(
                            null,
                            "A later version of the gateway has changed the tables (to version " + state.schema()
                                    + ").",
                            "This version does not know what it may write there.",
                            "Run the version that changed them, or restore the backup from before."));
        }
        if (state.schema() == null) {
            return Judgement.well(product + ", empty; the first start makes the tables");
        }
        return Judgement.well(product + ", tables of version " + state.schema()
                + (state.isUpToDate() ? "" : "; the next start brings them up to date"));
    }

    private static Optional<Advice> unguarded(Storage storage) {
        return storage.database() instanceof Database.Server server
                        && !server.url().isGuarded()
                ? Optional.of(
                        Advice.warning(
                                "store.url",
                                "Nothing proves that " + server.url().place() + " is the right database.",
                                "Others on the way may read along or stand in for it.",
                                "Let the driver verify its certificate: sslmode=verify-full in store.url (sslMode for MariaDB)."))
                : Optional.empty();
    }

    static Judgement keyset(Storage storage, boolean exists) {
        return Judgement.well(exists ? "there, private, and of this database" : "none yet; the first start makes it")
                .and(beside(storage));
    }

    private static Stream<Advice> beside(Storage storage) {
        boolean beside = storage.database() instanceof Database.File file
                && storage.keyset() instanceof KeysetSource.File keys
                && Objects.equals(directory(file.path()), directory(keys.path()));
        return beside
                ? Stream.of(Advice.warning(
                        "keyset",
                        "The keyset lies beside the database.",
                        "Whoever copies that directory, such as a backup, has the tokens.",
                        "Move the keyset into another directory of mode 0700, and name it in keyset."))
                : Stream.empty();
    }

    private static Path directory(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file : parent;
    }

    static Judgement database(TributaryException failure) {
        return Judgement.of("not usable", Words.error(failure, WHY_DATABASE));
    }

    static Judgement keyset(TributaryException failure) {
        return Judgement.of("not usable", Words.error(failure, WHY_KEYSET));
    }
}
