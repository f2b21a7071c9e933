package dev.tributary.store;

import dev.tributary.model.Misconfigured;
import dev.tributary.model.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a store remembers of the keyset it belongs to. One check is sealed by the keyset it was begun with, so that a second one
 * cannot begin it as well. One record for each key is sealed with that key before it encrypts anything else, and removed when
 * nothing needs the key any more: so a keyset that lacks a key is known at once, without looking at every row.
 */
final class KeyRecords {

    /** The kind of the records, which no re-encryption touches. */
    static final String KIND = "keyset-key";

    /** The kind of what is remembered of keys that were dropped; it is not encrypted, as it tells no secret. */
    static final String DROPPED = "keyset-dropped";

    private static final String KEY = "keyset";
    private static final String CHECK = "keyset-check";
    private static final Instant NEVER = Instant.ofEpochMilli(Long.MAX_VALUE);
    private static final Instant ALMOST_NEVER = NEVER.minusMillis(1);
    private static final int MOST_KEYS = 1000;

    private final Store within;

    KeyRecords(Store within) {
        this.within = within;
    }

    /** Says whether a ticket is a record of a key, and needs none itself. */
    static boolean isOne(Ticket ticket) {
        return ticket.kind().equals(KIND) || ticket.kind().equals(DROPPED);
    }

    /** Says whether the store belongs to a keyset already. */
    boolean begun() {
        return within.peek(CHECK, CHECK).isPresent();
    }

    /** Returns the keyset of a store that is opened, checked and recorded; a store that is empty is begun with it. */
    Keyset opened(boolean hasConnections, KeySource source) {
        boolean begun = begun();
        requireRecord(hasConnections, begun);
        Keyset keyset = source.keyset(!begun);
        if (!begun) {
            begin(keyset);
        }
        check(keyset);
        record(keyset);
        return keyset;
    }

    /** Throws {@link Misconfigured} unless {@link #opened} would take the keyset, and changes nothing. */
    void fits(boolean hasConnections, KeySource source) {
        boolean begun = begun();
        requireRecord(hasConnections, begun);
        if (begun) {
            check(source.keyset(false));
        }
    }

    private static void requireRecord(boolean hasConnections, boolean begun) {
        if (hasConnections && !begun) {
            throw new Misconfigured(
                    KEY,
                    "The store holds connections, but its record of the keyset is gone. Restore the store from the backup.");
        }
    }

    private void begin(Keyset keyset) {
        Ticket check =
                new Ticket(CHECK, CHECK, "", Secret.of("This store belongs to the keyset that opens this."), NEVER);
        put(new Sealing(LiveKeys.fixed(keyset)).seal(check));
    }

    /** Throws {@link Misconfigured} unless the keyset has every key that the store needs. */
    private void check(Keyset keyset) {
        Sealing sealing = new Sealing(LiveKeys.fixed(keyset));
        within.peek(CHECK, CHECK).ifPresent(sealing::open);
        records().forEach(record -> requireKey(keyset, record));
        requireNotDropped(keyset);
    }

    /** A copy from before may still encrypt with a key that others have dropped, and then cannot read. */
    private void requireNotDropped(Keyset keyset) {
        if (within.peek(DROPPED, Long.toString(keyset.primary())).isPresent()) {
            throw new Misconfigured(
                    keyset.name(),
                    "Its primary key " + keyset.primary()
                            + " was dropped from this store, so that nothing may be encrypted with it any more. Nothing was"
                            + " written. Copy the keyset of another node, which has the key that is used now.");
        }
    }

    /** Lets keys that are in use take up a change of the keyset. To be called before a write, while no row is held. */
    void takeUp(LiveKeys keys) {
        keys.takeUp(
                keyset -> {
                    check(keyset);
                    if (keyset.primary() != keys.sealing().primary()) {
                        record(keyset);
                    }
                },
                this::requireNotDropped);
    }

    /**
     * Makes a record of the primary, unless it has one that is later than every other key's: then another node has taken it up
     * before. A key that was the primary, and is again after another, gets a new one.
     */
    private void record(Keyset keyset) {
        if (!isLatest(keyset)) {
            remove(keyset.primary());
            String key = Long.toString(keyset.primary());
            Ticket record = new Ticket(KIND, key, "", Secret.of(within.now().toString()), ALMOST_NEVER);
            put(new Sealing(LiveKeys.fixed(keyset)).seal(record));
        }
    }

    private boolean isLatest(Keyset keyset) {
        Map<Long, Instant> since = since(keyset);
        Instant own = since.get(keyset.primary());
        return own != null
                && since.entrySet().stream()
                        .allMatch(other -> other.getKey() == keyset.primary()
                                || other.getValue().isBefore(own));
    }

    /** Returns since when each key of a keyset has encrypted here, by the store's clock, for those that ever did. */
    Map<Long, Instant> since(Keyset keyset) {
        Sealing sealing = new Sealing(LiveKeys.fixed(keyset));
        return records().stream()
                .filter(record -> keyset.has(key(record)))
                .collect(Collectors.toMap(
                        KeyRecords::key,
                        record -> Instant.parse(sealing.open(record).content().reveal())));
    }

    void remove(long key) {
        within.take(KIND, Long.toString(key));
    }

    /** Remembers for ever that a key was dropped, instead of what it was needed for. */
    void drop(long key) {
        String name = Long.toString(key);
        Ticket dropped = new Ticket(DROPPED, name, "", Secret.of("dropped"), NEVER);
        within.peek(KIND, name)
                .ifPresentOrElse(record -> within.exchange(record, dropped), () -> putUnlessThere(dropped));
    }

    private List<Ticket> records() {
        return within.expired(KIND, NEVER, MOST_KEYS);
    }

    private static void requireKey(Keyset keyset, Ticket record) {
        long key = key(record);
        if (!keyset.has(key)) {
            throw new Misconfigured(
                    keyset.name(),
                    "It lacks key " + key
                            + ", which the store needs. Nothing was overwritten. If another node has the key,"
                            + " copy its keyset to this one; else restore the keyset from the backup.");
        }
    }

    private static long key(Ticket record) {
        return Long.parseLong(record.key());
    }

    private void putUnlessThere(Ticket ticket) {
        if (within.peek(ticket.kind(), ticket.key()).isEmpty()) {
            put(ticket);
        }
    }

    private void put(Ticket ticket) {
        try {
            within.put(ticket);
        } catch (IllegalStateException e) {
            // Another process was faster; whether its keyset is ours is checked next.
        }
    }
}
