package dev.tributary.store;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which keys the records of a store need, encrypting them anew with the primary key, and the proof that a key is needed no more.
 * Everything here may be done while other nodes use the store, by several at once, and again after it was interrupted.
 *
 * <p>Blocking and thread-safe. Throws {@link dev.tributary.model.Unavailable} when the store does not answer.
 */
public final class StoreKeys {

    /**
     * How long after a change of its source's keyset every node encrypts with the new primary, with time to spare. Only then does
     * it make sense to ask what the key before is still needed for.
     */
    public static final Duration TAKEN_UP = LiveKeys.LOOK.multipliedBy(5);

    private final Walkable within;
    private final KeyRecords records;
    private final LiveKeys keys;

    private StoreKeys(Walkable within, KeyRecords records, LiveKeys keys) {
        this.within = within;
        this.records = records;
        this.keys = keys;
    }

    /**
     * Opens a store as {@link EncryptedStore#open} does, with the same parameters and failures, but never begins an empty one:
     * {@link Misconfigured} then.
     */
    public static StoreKeys open(Walkable within, boolean hasConnections, KeySource keys) {
        KeyRecords records = new KeyRecords(within);
        if (!hasConnections && !records.begun()) {
            throw new Misconfigured(
                    "store",
                    "It is empty, so that no key is needed yet. Whatever uses it makes the keyset at its first start.");
        }
        return new StoreKeys(
                within, records, new LiveKeys(keys, records.opened(hasConnections, keys), Ticker.systemTicker()));
    }

    /**
     * Checks that a keyset is the one that a store belongs to, and changes nothing; where the store belongs to none yet, any will
     * do. Blocks.
     *
     * <p>Throws {@link Misconfigured} when the keyset is missing, wrong, lacks a key or is open to others.
     */
    public static void check(Walkable within, boolean hasConnections, KeySource keys) {
        new KeyRecords(within).fits(hasConnections, keys);
    }

    /**
     * What needs a key.
     *
     * @param key the id of the key
     * @param since since when it has encrypted in this store, by the store's clock; absent if it never did, or nothing tells
     * @param connections connections whose current tokens it encrypted
     * @param spares pairs beside the current ones that it encrypted
     * @param tickets short-lived records that it encrypted: flows under way, held grants, links, and the store's own check
     */
    public record Use(long key, @Nullable Instant since, long connections, long spares, long tickets) {

        /** Says whether nothing needs the key. */
        public boolean isNone() {
            return connections + spares + tickets == 0;
        }
    }

    /**
     * How far a walk through the store has come. Others add and remove records meanwhile, so that it may end elsewhere than at
     * the total.
     *
     * @param seen the records that were looked at
     * @param total how many there were at the beginning
     * @param changed how many were encrypted anew so far
     */
    public record Progress(long seen, long total, long changed) {}

    /**
     * What a re-encryption did.
     *
     * @param changed how many records were encrypted anew
     * @param unreadable what is wrong with records that did not open, and stay as they are; the first twenty of them
     */
    public record Outcome(long changed, List<String> unreadable) {

        /** Keeps its own copy. */
        public Outcome {
            unreadable = List.copyOf(unreadable);
        }
    }

    /**
     * Returns what needs each key: those of the keyset in their order, then those that are needed and missing.
     *
     * @param progress told after each page of at most 100 records; it may block, which slows the walk down
     */
    public List<Use> uses(Consumer<Progress> progress) {
        records.takeUp(keys);
        Keyset keyset = keys.sealing();
        KeyCount count = count(progress);
        Map<Long, Instant> since = records.since(keyset);
        Stream<Long> held = keyset.keys().stream().map(Keyset.Key::id);
        return Stream.concat(held, count.keys().stream())
                .distinct()
                .map(key -> count.use(key, since.get(key)))
                .toList();
    }

    /**
     * Returns how long to wait until every node that asks the same source encrypts with the primary key: at most {@link
     * #TAKEN_UP}, from the moment at which the first one was seen to, and zero from then on.
     */
    public Duration untilTakenUp() {
        records.takeUp(keys);
        Keyset keyset = keys.sealing();
        Instant since = records.since(keyset).get(keyset.primary());
        Duration wait = since == null ? TAKEN_UP : Duration.between(within.now(), since.plus(TAKEN_UP));
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    /**
     * Encrypts with the primary key whatever another key encrypted: current tokens and spares of connections in every status,
     * and tickets. Each record is changed by itself, in one step, and only in its encryption: renewals go on meanwhile, and
     * epochs, generations, leases and attempts stay.
     *
     * <p>A record that does not open is left as it is and named in the outcome. What a node still writes with another key behind
     * this walk's back needs another walk.
     *
     * @param progress told after each page of at most 100 records; it may block, which is how to keep the load low
     */
    public Outcome reencrypt(Consumer<Progress> progress) {
        Reencryption reencryption = new Reencryption(within, records, keys);
        new Walk(within, progress).through(reencryption);
        return reencryption.outcome();
    }

    /**
     * Returns a keyset without one of its keys, having looked through the whole store for what needs it. Meant for {@link
     * KeysetFile#change}.
     *
     * <p>Throws {@link IllegalStateException} when something does, saying what, and when the key is the primary; {@link
     * Misconfigured} when it is unknown; {@link Unavailable} while {@link #untilTakenUp} is not over.
     *
     * @param keyset the keyset of this store
     * @param key the id of the key
     * @param progress told after each page of at most 100 records
     */
    public Keyset without(Keyset keyset, long key, Consumer<Progress> progress) {
        if (key == keyset.primary()) {
            throw new IllegalStateException("Key " + key
                    + " is the primary, which encrypts. Make another one the primary first: 'tributary keys rotate' does, or"
                    + " Keyset.withPrimary in a program.");
        }
        Keyset rest = keyset.without(key);
        requireTakenUp();
        Use use = count(progress).use(key, null);
        if (!use.isNone()) {
            throw new IllegalStateException(
                    "Key %d is still needed: by %s, %s, %s. Encrypt them anew first: 'tributary keys reencrypt' does, or reencrypt of StoreKeys in a program."
                            .formatted(
                                    key,
                                    counted(use.connections(), "connection"),
                                    counted(use.spares(), "spare pair"),
                                    counted(use.tickets(), "ticket")));
        }
        // The record first: left behind by a crash, it would demand a key that is gone.
        records.drop(key);
        return rest;
    }

    private static String counted(long many, String what) {
        return many + " " + (many == 1 ? what : what + "s");
    }

    private void requireTakenUp() {
        Duration wait = untilTakenUp();
        if (!wait.isZero()) {
            throw new Unavailable(
                    "The primary key is so new that a node may still encrypt with the one before.", wait, null);
        }
    }

    private KeyCount count(Consumer<Progress> progress) {
        KeyCount count = new KeyCount();
        new Walk(within, progress).through(count);
        return count;
    }
}
