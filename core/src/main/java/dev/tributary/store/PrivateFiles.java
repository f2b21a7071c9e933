package dev.tributary.store;

import dev.tributary.model.Misconfigured;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/**
 * Files that only this process's user may see: made so from their first moment, never reached through a link, and refused
 * when somebody else could read, change or own them.
 *
 * <p>All methods block, are thread-safe, and throw {@link Misconfigured} naming the setting and the file.
 */
public final class PrivateFiles {

    private static final FileAttribute<Set<PosixFilePermission>> FILE = mode("rw-------");
    private static final FileAttribute<Set<PosixFilePermission>> DIRECTORY = mode("rwx------");
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");
    private static final int LARGEST = 1 << 20;

    private PrivateFiles() {}

    /** Makes a directory with mode 0700, or checks that an existing one is private. */
    public static void directory(String key, Path directory) {
        try {
            Files.createDirectories(directory, DIRECTORY);
        } catch (IOException | UnsupportedOperationException e) {
            throw new Misconfigured(key, "The directory " + directory + " cannot be made.", e);
        }
        check(key, directory);
    }

    /** Makes an empty file with mode 0600, or checks that an existing one is private. Its directory is checked too. */
    public static void file(String key, Path file) {
        directory(key, parent(file));
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.createFile(file, FILE);
            }
        } catch (FileAlreadyExistsException e) {
            // Another process was faster; its file is checked next.
        } catch (IOException e) {
            throw new Misconfigured(key, "The file " + file + " cannot be made.", e);
        }
        check(key, file);
    }

    /** Checks that a file or directory is private, and no link. */
    public static void check(String key, Path path) {
        try {
            PosixFileAttributes found = attributes(path);
            if (found.isSymbolicLink()) {
                throw new Misconfigured(key, path + " is a symbolic link. Name the file itself.");
            }
            if (!OWNER.containsAll(found.permissions())) {
                String mode = found.isDirectory() ? "700" : "600";
                throw new Misconfigured(key, path + " is open to other users. Run: chmod " + mode + " " + path);
            }
            UserPrincipal self = self();
            if (!found.owner().equals(self)) {
                throw new Misconfigured(
                        key,
                        "%s belongs to user %s, and this process runs as %s. Run it as the owner, or change the owner."
                                .formatted(path, found.owner().getName(), self.getName()));
            }
        } catch (IOException e) {
            throw new Misconfigured(key, path + " cannot be looked at.", e);
        }
    }

    /** What tells a file from the one that had its name before, as long as it is not written in place within a moment. */
    record Stamp(String file, FileTime modified, long size) {}

    static Stamp stamp(Path file) throws IOException {
        PosixFileAttributes found = attributes(file);
        return new Stamp(String.valueOf(found.fileKey()), found.lastModifiedTime(), found.size());
    }

    static boolean hasStamp(Path file, Stamp stamp) {
        try {
            return stamp(file).equals(stamp);
        } catch (IOException e) {
            return false;
        }
    }

    static Path parent(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException("A file has a directory.");
        }
        return parent;
    }

    static String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            return new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8);
        }
    }

    /** Writes a new file and forces it to the disk. */
    static void write(Path file, String text) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), FILE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Makes a new name in a directory as durable as the file it names. */
    static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static PosixFileAttributes attributes(Path path) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null) {
            throw new IOException("This file system knows no POSIX permissions.");
        }
        return view.readAttributes();
    }

    /** Java has no getuid: a new file's owner is asked instead of the environment, which could lie. */
    private static UserPrincipal self() throws IOException {
        Path probe = Files.createTempFile("tributary", ".probe");
        try {
            return Files.getOwner(probe);
        } finally {
            Files.delete(probe);
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> mode(String mode) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
    }
}
