package dev.tributary.cli.person;

import dev.tributary.model.Secret;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether somebody sits there, and what they answer. */
public final class Terminal {

    private Terminal() {}

    /** Says whether a person reads what is printed, rather than a program or a file. */
    public static boolean readsOutput() {
        return isTerminal("/proc/self/fd/1");
    }

    /** Says whether a person reads what is said on the side. */
    public static boolean readsErrors() {
        return isTerminal("/proc/self/fd/2");
    }

    /** Asks for a secret, which is not shown while it is typed. Empty where nobody can be asked, or nothing was typed. */
    @SuppressWarnings(
            "SystemConsoleNull") // newer versions of Java always have one, so standard input is looked at as well
    public static Optional<Secret> askForSecret(String prompt) {
        Console console = System.console();
        if (console == null || !isTerminal("/proc/self/fd/0")) {
            return Optional.empty();
        }
        char[] typed = console.readPassword("%s", prompt);
        return typed == null || typed.length == 0 ? Optional.empty() : Optional.of(Secret.of(new String(typed)));
    }

    /** Java tells of the console as a whole only, so that a pipe on one side hides the terminal on the other. */
    @SuppressWarnings("SystemConsoleNull") // asked only where there is nothing better
    private static boolean isTerminal(String descriptor) {
        Path link = Path.of(descriptor);
        try {
            return Files.isSymbolicLink(link)
                    ? Files.readSymbolicLink(link).toString().matches("/dev/(?:pts/|tty|console).*")
                    : System.console() != null;
        } catch (IOException e) {
            return false;
        }
    }
}
