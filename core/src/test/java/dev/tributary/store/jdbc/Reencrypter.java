package dev.tributary.store.jdbc;

import dev.tributary.store.Keyset;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A process of its own that encrypts everything anew, and says how far it is, until it is done or killed. */
public final class Reencrypter {

    /** Long enough to be killed in. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private Reencrypter() {}

    /** Takes the SQLite file and the keyset's file. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        JdbcStore.keys(SqliteFile.open(Path.of(arguments[0])), Keyset.file(Path.of(arguments[1])))
                .reencrypt(progress -> {
                    out.println("changed " + progress.changed());
                    LockSupport.parkNanos(PAUSE.toNanos());
                });
        out.println("done");
    }
}
