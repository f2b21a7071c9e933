package dev.tributary.evidence.search;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every secret in every encoding, cut into pieces that are found by their first eight bytes. A piece is enough: half a token in a log is a
 * token in a log. What many secrets have in common, such as the head that all tokens share, tells nothing and is left out. Immutable and
 * thread-safe.
 */
final class Needles {

    /** How many bytes lead to a piece. */
    static final int KEY = 8;

    /** How long a piece is, unless the whole is shorter. */
    static final int PIECE = 16;

    private static final int SHORTEST = 6;
    private static final int EVERY = 8;
    private static final int EVERY_ENCODED = 24;
    private static final int COMMON = 20;
    private static final int BITS_PER_SLOT = 32;
    private static final int MOST_SLOTS = 1 << 25;

    private static final class Written {
        final KnownSecret secret;
        final Encoding encoding;
        final byte[] bytes;

        Written(KnownSecret secret, Encoding encoding) {
            this.secret = secret;
            this.encoding = encoding;
            this.bytes = encoding.of(secret.value());
        }
    }

    private final List<Written> written = new ArrayList<>();
    private final BitSet filter;
    private final int filterBits;
    private final int[] firstOfSlot;
    private int[] which = new int[1 << 16];
    private int[] offset = new int[1 << 16];
    private int[] next = new int[1 << 16];
    private int size = 1;
    private int searchable;

    Needles(Collection<KnownSecret> secrets) {
        firstOfSlot = new int[Integer.highestOneBit(Math.max(1024, secrets.size() * 64)) * 2];
        filterBits = Math.min(firstOfSlot.length, MOST_SLOTS) * BITS_PER_SLOT;
        filter = new BitSet(filterBits);
        Set<KnownSecret> distinct = new HashSet<>(secrets);
        distinct.stream().filter(secret -> secret.value().length() >= SHORTEST).forEach(this::add);
    }

    /** Returns how many of the secrets are long enough to be searched for. */
    int searchable() {
        return searchable;
    }

    private void add(KnownSecret secret) {
        Set<String> done = new HashSet<>();
        for (Encoding encoding : Encoding.values()) {
            Written one = new Written(secret, encoding);
            if (one.bytes.length >= KEY && done.add(new String(one.bytes, ISO_8859_1))) {
                add(one);
            }
        }
        searchable += done.isEmpty() ? 0 : 1;
    }

    private void add(Written one) {
        written.add(one);
        int step = one.encoding == Encoding.PLAIN ? EVERY : EVERY_ENCODED;
        int last = Math.max(0, one.bytes.length - PIECE);
        for (int at = 0; at < last; at += step) {
            add(one.bytes, at);
        }
        add(one.bytes, last);
    }

    private void add(byte[] bytes, int at) {
        long key = keyAt(bytes, at);
        int slot = slot(key);
        int alike = 0;
        for (int i = firstOfSlot[slot]; i != 0; i = next[i]) {
            alike += isSame(written.get(which[i]).bytes, offset[i], bytes, at) ? 1 : 0;
        }
        if (alike > COMMON) {
            return;
        }
        grow();
        which[size] = written.size() - 1;
        offset[size] = at;
        next[size] = firstOfSlot[slot];
        firstOfSlot[slot] = size++;
        filter.set(bit(key));
    }

    private void grow() {
        if (size == which.length) {
            which = Arrays.copyOf(which, size * 2);
            offset = Arrays.copyOf(offset, size * 2);
            next = Arrays.copyOf(next, size * 2);
        }
    }

    /** Tells in no time that nothing begins with these eight bytes, or that something may. */
    boolean mayBegin(long key) {
        return filter.get(bit(key));
    }

    /** Returns what begins at that place of the text, or null when nothing does. */
    @Nullable
    Needle at(long key, byte[] text, int at, int end) {
        int alike = 0;
        Written found = null;
        for (int i = firstOfSlot[slot(key)]; i != 0; i = next[i]) {
            Written candidate = written.get(which[i]);
            int length = Math.min(PIECE, candidate.bytes.length - offset[i]);
            if (at + length <= end
                    && Arrays.equals(candidate.bytes, offset[i], offset[i] + length, text, at, at + length)) {
                alike++;
                found = candidate;
            }
        }
        return found == null || alike > COMMON ? null : new Needle(found.secret, found.encoding);
    }

    /** What was recognised. */
    record Needle(KnownSecret secret, Encoding encoding) {}

    private static boolean isSame(byte[] one, int at, byte[] other, int otherAt) {
        int length = Math.min(PIECE, one.length - at);
        return length == Math.min(PIECE, other.length - otherAt)
                && Arrays.equals(one, at, at + length, other, otherAt, otherAt + length);
    }

    private static long keyAt(byte[] bytes, int at) {
        long key = 0;
        for (int i = 0; i < KEY; i++) {
            key = (key << 8) | (bytes[at + i] & 0xFF);
        }
        return key;
    }

    private int slot(long key) {
        return (int) (mixed(key) >>> 32) & (firstOfSlot.length - 1);
    }

    private int bit(long key) {
        return (int) mixed(key) & (filterBits - 1);
    }

    private static long mixed(long key) {
        long mixed = (key ^ (key >>> 32)) * 0x9E3779B97F4A7C15L;
        return mixed ^ (mixed >>> 29);
    }
}
