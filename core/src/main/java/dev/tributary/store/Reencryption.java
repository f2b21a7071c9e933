package dev.tributary.store;

import dev.tributary.model.Misconfigured;
import dev.tributary.model.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Encrypts with the primary what another key encrypted. What does not open stays as it is. */
final class Reencryption implements Walk.Visitor {

    private static final int MOST_COMPLAINTS = 20;

    private final Walkable store;
    private final KeyRecords records;
    private final LiveKeys keys;
    private final Sealing sealing;
    private final List<String> complaints = new ArrayList<>();
    private long changed;

    Reencryption(Walkable store, KeyRecords records, LiveKeys keys) {
        this.store = store;
        this.records = records;
        this.keys = keys;
        this.sealing = new Sealing(keys);
    }

    @Override
    public void visit(StoredConnection sealed) {
        records.takeUp(keys);
        if (isOld(sealed)) {
            trying(() -> store.change(sealed.connection().id(), (row, now) -> anew(row)));
        }
    }

    @Override
    public void visit(Ticket sealed) {
        records.takeUp(keys);
        if (isOld(sealed.content())) {
            trying(() -> store.reseal(sealed, sealing.seal(sealing.open(sealed)).content()));
        }
    }

    @Override
    public long changed() {
        return changed;
    }

    StoreKeys.Outcome outcome() {
        return new StoreKeys.Outcome(changed, complaints);
    }

    /** Decided anew on the row as it stands: a renewal may have been faster. */
    private Change.Outcome<Boolean> anew(StoredConnection row) {
        return isOld(row) ? Change.Outcome.write(sealing.seal(sealing.open(row)), true) : Change.Outcome.leave(false);
    }

    private boolean isOld(StoredConnection sealed) {
        return Stream.concat(Sealing.secrets(sealed), sealed.spares().stream().flatMap(Sealing::secrets))
                .anyMatch(this::isOld);
    }

    private boolean isOld(Secret sealed) {
        OptionalLong key = Keyset.keyOf(sealed);
        return key.isEmpty() || key.getAsLong() != keys.sealing().primary();
    }

    private interface Attempt {
        boolean changes();
    }

    private void trying(Attempt attempt) {
        try {
            if (attempt.changes()) {
                changed++;
            }
        } catch (Misconfigured e) {
            if (complaints.size() < MOST_COMPLAINTS) {
                complaints.add(e.getMessage());
            }
        }
    }
}
