package dev.tributary.token.process;

import dev.tributary.store.Lease;
import dev.tributary.store.StoredConnection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a change did to a row, told by the row alone. */
enum Deed {
    LOOKED,
    LEASED,
    PROLONGED,
    RELEASED,
    NOTED,
    WITHDRAWN,
    SAVED,
    PUT_ASIDE,
    PROMOTED,
    MARKED;

    static Deed of(StoredConnection before, @Nullable StoredConnection after) {
        if (after == null) {
            return LOOKED;
        }
        if (!after.connection().state().equals(before.connection().state())) {
            return ofState(before, after);
        }
        if (after.spares().size() != before.spares().size()) {
            return PUT_ASIDE;
        }
        int noted = attempts(after) - attempts(before);
        if (noted != 0) {
            return noted > 0 ? NOTED : WITHDRAWN;
        }
        return ofLease(before.lease(), after.lease());
    }

    private static Deed ofState(StoredConnection before, StoredConnection after) {
        if (after.connection().state().generation()
                == before.connection().state().generation()) {
            return MARKED;
        }
        boolean wasThere = before.spares().stream()
                .anyMatch(spare -> spare.tokens().equals(Objects.requireNonNull(after.tokens())));
        return wasThere ? PROMOTED : SAVED;
    }

    private static Deed ofLease(@Nullable Lease before, @Nullable Lease after) {
        if (after == null) {
            return RELEASED;
        }
        return before != null && before.owner().equals(after.owner()) ? PROLONGED : LEASED;
    }

    private static int attempts(StoredConnection row) {
        return row.current() == null ? 0 : row.current().intents().size();
    }
}
