package dev.tributary.cli;

import dev.tributary.gateway.doctor.Check;
import dev.tributary.gateway.doctor.Checked;
import dev.tributary.gateway.doctor.Witness;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Says, line by line, which check begins. */
final class DoctorProgress implements Witness {

    private final PrintWriter err;

    DoctorProgress(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void begins(Check check, @Nullable String site) {
        err.println("checking " + (site == null ? "gateway" : "site " + site) + ": " + check.label());
        err.flush();
    }

    @Override
    public void ends(Checked checked) {}
}
