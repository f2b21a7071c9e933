package dev.tributary.store;

import dev.tributary.model.Misconfigured;
import dev.tributary.model.Secret;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.UUID;

/** A keyset in a file, made on first use. */
final class KeysetFile implements KeySource {

    private static final String KEY = "keyset";

    private final Path file;

    KeysetFile(Path file) {
        this.file = file;
    }

    @Override
    public Keyset keyset(boolean mayCreate) {
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
        return Keyset.parse(KEY + " " + file, read());
    }

    private Secret read() {
        try {
            String text = PrivateFiles.read(file);
            return Secret.of(text.isBlank() ? "empty" : text);
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
            PrivateFiles.write(draft, Keyset.generate().reveal());
            try {
                Files.createLink(file, draft);
            } catch (FileAlreadyExistsException e) {
                // Another process was faster; its keyset is read next.
            } finally {
                Files.delete(draft);
            }
            PrivateFiles.syncDirectory(PrivateFiles.parent(file));
        } catch (IOException | UnsupportedOperationException | GeneralSecurityException e) {
            throw new Misconfigured(KEY, "The file " + file + " cannot be made.", e);
        }
    }
}
