package dev.tributary.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.tributary.model.Secret;
import dev.tributary.model.TributaryException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of a store that is open, which may change meanwhile. A ciphertext of an unknown key makes it ask the source again,
 * and so does a write after a while; so a key that another node has begun to use is found, and its primary taken up.
 *
 * <p>A new primary encrypts only once {@link #takeUp} has had it checked and recorded in the store, which cannot be done while
 * a row is held. Thread-safe.
 */
final class LiveKeys {

    /** For how long a node may go on to encrypt with a key that is the primary no more. */
    static final Duration LOOK = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(LiveKeys.class);
    private static final Duration ASK_FOR_A_KEY = Duration.ofSeconds(1);
    private static final int ASKED = 1000;

    private final KeySource source;
    private final Ticker ticker;
    private final Cache<Long, Keyset> asked;
    private volatile Keyset opening;
    private volatile Keyset sealing;
    private volatile long looked;

    /** What was met and could not be taken up, so that this is not tried with every write. */
    private volatile @Nullable Keyset refused;

    LiveKeys(KeySource source, Keyset first, Ticker ticker) {
        this.source = source;
        this.ticker = ticker;
        this.looked = ticker.read();
        this.asked = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(ASK_FOR_A_KEY)
                .maximumSize(ASKED)
                .build();
        this.opening = first;
        this.sealing = first;
    }

    /** Returns keys that never change. */
    static LiveKeys fixed(Keyset keyset) {
        return new LiveKeys(keyset, keyset, Ticker.disabledTicker());
    }

    /** Returns the keyset whose primary encrypts. */
    Keyset sealing() {
        return sealing;
    }

    /** Returns the newest keyset that was found to fit. */
    Keyset newest() {
        return opening;
    }

    Secret seal(Secret plain, byte[] associatedData) {
        return sealing.seal(plain, associatedData);
    }

    /** Throws if it was sealed with another keyset or for another place, or is no ciphertext at all. */
    Secret open(Secret sealed, byte[] associatedData) throws GeneralSecurityException {
        OptionalLong key = Keyset.keyOf(sealed);
        if (key.isEmpty() || opening.has(key.getAsLong())) {
            return opening.open(sealed, associatedData);
        }
        Keyset found = asked.get(key.getAsLong(), missing -> ask());
        Secret plain = found.open(sealed, associatedData);
        opening = found;
        return plain;
    }

    /**
     * Takes up a change of the keyset, if it is time to look for one or one was met. To be called before a write, while no row
     * is held. Whoever comes while another one looks waits: a node that has written nothing for long must not encrypt with a
     * key that was dropped meanwhile.
     *
     * @param check whether a keyset belongs to this store, and makes a record of its primary; it throws otherwise
     * @param stillUsed whether a keyset may still encrypt here; what it throws is passed on, and nothing is to be written
     */
    void takeUp(Consumer<Keyset> check, Consumer<Keyset> stillUsed) {
        if (isTimeToLook()) {
            synchronized (this) {
                if (isTimeToLook()) {
                    adopt(ask(), check);
                    stillUsed.accept(sealing);
                    looked = ticker.read();
                }
            }
        }
    }

    private boolean isTimeToLook() {
        boolean met = opening != sealing && opening != refused;
        return met || ticker.read() - looked >= LOOK.toNanos();
    }

    private void adopt(Keyset found, Consumer<Keyset> check) {
        if (found == sealing) {
            return;
        }
        try {
            check.accept(found);
            boolean promoted = found.primary() != sealing.primary();
            opening = found;
            sealing = found;
            if (promoted) {
                LOG.info("Key {} is the primary now: this node has taken it up and encrypts with it.", found.primary());
            }
        } catch (TributaryException e) {
            refused = opening;
            LOG.warn("The keyset has changed, and this node goes on with the one it had: {}", e.getMessage());
        }
    }

    /** A source that fails harms nobody who has the keys that are needed. */
    private Keyset ask() {
        try {
            return source.keyset(false);
        } catch (TributaryException e) {
            LOG.warn(
                    "The keyset cannot be looked at again, and this node goes on with the one it has: {}",
                    e.getMessage());
            return opening;
        }
    }
}
