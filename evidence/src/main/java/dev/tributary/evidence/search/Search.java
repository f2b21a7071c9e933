package dev.tributary.evidence.search;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Searches files for secrets, byte by byte, so that it does not matter what they are: text, databases, journals. Beside those it is given it
 * knows the keys of applications by their form. Not thread-safe.
 */
public final class Search {

    private static final int CHUNK = 1 << 20;
    private static final int MOST_PER_FILE = 20;
    private static final byte[] KEY_PREFIX = "trib_".getBytes(US_ASCII);
    private static final long KEY_PREFIX_BYTES = 0x747269625FL;
    private static final long FIVE_BYTES = 0xFFFFFFFFFFL;
    private static final int SHORTEST_KEY = 16;

    private final Needles needles;
    private final List<Finding> findings = new ArrayList<>();
    private long bytes;

    /** Begins a search for these. */
    public Search(Collection<KnownSecret> secrets) {
        this.needles = new Needles(secrets);
    }

    /** Returns how many different secrets are long enough to be searched for: at least eight characters, six when encoded. */
    public int searchable() {
        return needles.searchable();
    }

    /** Returns how many bytes were looked through. */
    public long bytes() {
        return bytes;
    }

    /** Returns what was found, at most {@value #MOST_PER_FILE} in each file. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** Looks through a file. */
    public void look(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            new Scan(file, in).run();
        }
    }

    /** One file on its way through a buffer. */
    private final class Scan {

        private final Path file;
        private final InputStream in;
        private final byte[] buffer = new byte[CHUNK];
        private long before;
        private long line = 1;
        private long quietUntil;
        private int found;

        Scan(Path file, InputStream in) {
            this.file = file;
            this.in = in;
        }

        /** What may begin in the last bytes of a chunk comes again at the beginning of the next. */
        void run() throws IOException {
            int kept = 0;
            while (true) {
                int read = in.readNBytes(buffer, kept, CHUNK - kept);
                int end = kept + read;
                boolean last = end < CHUNK;
                int stop = last ? end : end - 2 * Needles.PIECE;
                scan(stop, end);
                if (last) {
                    bytes += before + end;
                    return;
                }
                kept = end - stop;
                System.arraycopy(buffer, stop, buffer, 0, kept);
                before += stop;
            }
        }

        private void scan(int stop, int end) {
            long key = 0;
            int ahead = Math.min(Needles.KEY - 1, end);
            for (int i = 0; i < ahead; i++) {
                key = (key << 8) | (buffer[i] & 0xFF);
            }
            for (int at = 0; at < stop; at++) {
                int incoming = at + Needles.KEY - 1;
                key = (key << 8) | (incoming < end ? buffer[incoming] & 0xFF : 0);
                if (buffer[at] == '\n') {
                    line++;
                }
                if (needles.mayBegin(key) && incoming < end) {
                    Needles.Needle needle = needles.at(key, buffer, at, end);
                    if (needle != null) {
                        report(at, needle.secret() + " " + needle.encoding());
                    }
                }
                if (((key >>> 24) & FIVE_BYTES) == KEY_PREFIX_BYTES && isAppKey(at, end)) {
                    report(at, "app key");
                }
            }
        }

        private boolean isAppKey(int at, int end) {
            int from = at + KEY_PREFIX.length;
            if (from + SHORTEST_KEY > end) {
                return false;
            }
            for (int i = from; i < from + SHORTEST_KEY; i++) {
                if (!Character.isLetterOrDigit(buffer[i]) && buffer[i] != '-' && buffer[i] != '_') {
                    return false;
                }
            }
            return true;
        }

        /** The pieces of one secret side by side are one finding. */
        private void report(int at, String what) {
            long offset = before + at;
            if (offset >= quietUntil && found < MOST_PER_FILE) {
                findings.add(new Finding(file, offset, line, what));
                found++;
            }
            quietUntil = offset + 4 * Needles.PIECE;
        }
    }
}
