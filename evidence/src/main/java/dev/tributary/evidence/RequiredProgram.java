package dev.tributary.evidence;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A program that a test needs beyond Maven. */
public final class RequiredProgram {

    private RequiredProgram() {}

    /** Skips the test, and says so on the console, where the program is missing; fails it there in CI, where nothing may be missing. */
    public static void check(String program, String remedy) throws InterruptedException {
        check(program, "--version", remedy);
    }

    /** As above, for a program that tells its version by another option. */
    public static void check(String program, String version, String remedy) throws InterruptedException {
        if (runs(program, version)) {
            return;
        }
        String problem = "there is no " + program + " on the path. " + remedy;
        if (System.getenv("CI") != null) {
            fail("In CI every test must run, but " + problem);
        }
        console().println("SKIPPED a test: " + problem);
        abort("SKIPPED: " + problem);
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    /** The console itself: the build sends what tests print through System.err to a file. */
    private static PrintStream console() {
        return new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    }
}
