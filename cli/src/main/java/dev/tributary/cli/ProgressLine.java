package dev.tributary.cli;

import dev.tributary.store.StoreKeys.Progress;
import java.io.PrintWriter;
import java.util.function.Consumer;
import picocli.CommandLine.Help.Ansi;

/** Shows how far a walk through the store has come: in place on a terminal, and elsewhere by a line for each tenth. */
final class ProgressLine implements Consumer<Progress>, AutoCloseable {

    private static final int TENTHS = 10;

    private final PrintWriter err;
    private final String done;
    private final boolean inPlace;
    private long shownTenth;
    private boolean open;

    ProgressLine(PrintWriter err, String done, boolean inPlace) {
        this.err = err;
        this.done = done;
        this.inPlace = inPlace;
    }

    /** Returns one that has shown nothing yet and says what was done with each record. */
    static ProgressLine on(PrintWriter err, String done) {
        return new ProgressLine(err, done, Ansi.AUTO.enabled());
    }

    @Override
    public void accept(Progress progress) {
        long total = Math.max(progress.total(), progress.seen());
        long tenth = progress.seen() * TENTHS / Math.max(1, total);
        String line = "%,d of %,d records %s".formatted(progress.seen(), total, done);
        if (inPlace) {
            err.print("\r" + line);
            err.flush();
            open = true;
        } else if (tenth > shownTenth) {
            err.println(line);
        }
        shownTenth = tenth;
    }

    /** Ends the line, so that what is printed next begins another. Doing so again does nothing. */
    void end() {
        if (open) {
            err.println();
        }
        open = false;
    }

    @Override
    public void close() {
        end();
    }
}
