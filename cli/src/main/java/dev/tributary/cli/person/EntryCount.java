package dev.tributary.cli.person;

import java.io.PrintWriter;

/** Says how many entries of a list have come, where a person sees it. */
public final class EntryCount implements AutoCloseable {

    private final PrintWriter err;
    private final boolean shown;
    private long count;

    private EntryCount(PrintWriter err, boolean shown) {
        this.err = err;
        this.shown = shown;
    }

    /** Returns one that has counted nothing. */
    public static EntryCount on(PrintWriter err, boolean shown) {
        return new EntryCount(err, shown);
    }

    void add(int more) {
        count += more;
        if (shown) {
            err.print("\r" + count + " entries ");
            err.flush();
        }
    }

    /** Clears the line. */
    @Override
    public void close() {
        if (shown && count > 0) {
            err.print("\r" + " ".repeat(32) + "\r");
            err.flush();
        }
    }
}
