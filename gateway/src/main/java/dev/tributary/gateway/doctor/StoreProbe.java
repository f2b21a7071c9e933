package dev.tributary.gateway.doctor;

import dev.tributary.store.jdbc.JdbcStore;
import java.util.Optional;

/**
 * Looks at where connections are kept, and changes nothing. Both methods block, and throw {@link
 * dev.tributary.model.Misconfigured} and {@link dev.tributary.model.Unavailable} with what is wrong and what to do.
 */
public interface StoreProbe {

    /** Returns how the database is; empty where the first start has yet to make it. */
    Optional<JdbcStore.State> database();

    /** Checks the keyset; says whether it exists already. */
    boolean keyset();
}
