package dev.tributary.cli;

import dev.tributary.gateway.config.ConfigFaults;
import dev.tributary.model.GrantEnded;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.NotConnected;
import dev.tributary.model.RateLimited;
import dev.tributary.model.ScopeMissing;
import dev.tributary.model.Unavailable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;

/** The exit codes of commands for people, whose scripts have to tell who can help. */
final class PersonExit {

    static final String HELP =
            "Exit codes: 0 done, 1 refused or failed, 2 wrong usage or settings, 3 sign in with tributary login,"
                    + " 4 try again later.";

    static final int SIGN_IN = 3;
    static final int LATER = 4;

    private PersonExit() {}

    /** Marks a command that has them. */
    interface Command {

        /** Returns by which option the client secret came, or may be said anew. */
        default String secretOption() {
            return ClientSecretOption.EITHER;
        }
    }

    static int of(Throwable failure) {
        if (failure instanceof NotConnected || failure instanceof GrantEnded || failure instanceof ScopeMissing) {
            return SIGN_IN;
        }
        if (failure instanceof Unavailable || failure instanceof RateLimited) {
            return LATER;
        }
        boolean settings = failure instanceof Misconfigured || failure instanceof ConfigFaults;
        return settings ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }

    /** Returns what the person can do that an application's operator would have been told otherwise. */
    static @Nullable String advice(Throwable failure) {
        if (failure instanceof NotConnected) {
            return "You are not signed in there. Run: tributary login";
        }
        return failure instanceof GrantEnded ? "What you granted has ended. Run: tributary login" : null;
    }
}
