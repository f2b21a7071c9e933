package dev.tributary.store;

import dev.tributary.model.Misconfigured;
import dev.tributary.model.Secret;
import dev.tributary.model.Unavailable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A keyset in a file, made on first use. Blocking and thread-safe. */
public final class KeysetFile implements KeySource {

    private static final String KEY = "keyset";
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Path file;
    private volatile @Nullable Seen last;

    /** What was read, and when the file had been written: it is not read again until that changes. */
    private record Seen(PrivateFiles.Stamp stamp, Keyset keyset) {}

    KeysetFile(Path file) {
        this.file = file;
    }

    /** Returns the file. */
    public Path path() {
        return file;
    }

    @Override
    public Keyset keyset(boolean mayCreate) {
        Seen seen = last;
        return seen != null && PrivateFiles.hasStamp(file, seen.stamp()) ? seen.keyset() : readAnew(mayCreate);
    }

    /**
     * Replaces the keyset by what is made of it, in one step: whoever reads the file has the one or the other, also after a
     * crash. What the change throws is passed on, and nothing has changed then. Returns the new one.
     *
     * <p>Throws {@link Misconfigured} when the file is missing, cannot be read or written, or is not kept private, and {@link
     * Unavailable} while somebody else is changing it.
     */
    public Keyset change(UnaryOperator<Keyset> change) {
        keyset(false);
        Path lock = file.resolveSibling(file.getFileName() + ".lock");
        PrivateFiles.file(KEY, lock);
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            if (held == null) {
                throw busy(null);
            }
            return replace(change.apply(readAnew(false)));
        } catch (OverlappingFileLockException e) {
            throw busy(e);
        } catch (IOException e) {
            throw new Misconfigured(KEY, "The file " + file + " cannot be replaced. It is as it was.", e);
        }
    }

    private Keyset readAnew(boolean mayCreate) {
        PrivateFiles.directory(KEY, PrivateFiles.parent(file));
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            if (!mayCreate) {
                throw new Misconfigured(
                        KEY,
                        "The file " + file + " is missing, and the store holds tokens that were encrypted with it."
                                + " Restore it from the backup; a new one could not read them.");
            }
            create();
        }
        PrivateFiles.check(KEY, file);
        return read();
    }

    /** The stamp is taken first: if the file is replaced in between, it is read once more than needed. */
    private Keyset read() {
        try {
            PrivateFiles.Stamp stamp = PrivateFiles.stamp(file);
            String text = PrivateFiles.read(file);
            Keyset keyset = Keyset.parse(KEY + " " + file, Secret.of(text.isBlank() ? "empty" : text));
            last = new Seen(stamp, keyset);
            return keyset;
        } catch (IOException e) {
            throw new Misconfigured(KEY, "The file " + file + " cannot be read.", e);
        }
    }

    /**
     * Writes the whole file under another name and then links it to its own: a link fails where a rename would overwrite,
     * so that of two processes one makes the keyset and the other uses it.
     */
    private void create() {
        Path draft = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".new");
        try {
            PrivateFiles.write(draft, Keyset.ephemeral().text().reveal());
            try {
                Files.createLink(file, draft);
            } catch (FileAlreadyExistsException e) {
                // Another process was faster; its keyset is read next.
            } finally {
                Files.delete(draft);
            }
            PrivateFiles.syncDirectory(PrivateFiles.parent(file));
        } catch (IOException | UnsupportedOperationException e) {
            throw new Misconfigured(KEY, "The file " + file + " cannot be made.", e);
        }
    }

    /** Under the lock, so that the draft can have one name: what a crash left of an earlier one does not pile up. */
    private Keyset replace(Keyset next) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(draft);
        PrivateFiles.write(draft, next.text().reveal());
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        PrivateFiles.syncDirectory(PrivateFiles.parent(file));
        return read();
    }

    private Unavailable busy(@Nullable Exception e) {
        return new Unavailable(
                "Another command is changing the keyset file " + file + ". Nothing was changed; run this one after it.",
                RETRY,
                e);
    }
}
