package dev.tributary.cli;

import dev.tributary.gateway.doctor.Check;
import dev.tributary.gateway.doctor.Checked;
import dev.tributary.gateway.doctor.Finding;
import dev.tributary.gateway.doctor.Report;
import dev.tributary.gateway.doctor.Severity;
import dev.tributary.gateway.doctor.Witness;
import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** A report for people: a line for each check as soon as it is over, with what was found below. Colours on a terminal only. */
final class DoctorText implements Witness {

    private static final String NOBODY = "";

    private final PrintWriter out;
    private final Ansi ansi;
    private String shown = NOBODY;
    private boolean waiting;

    DoctorText(PrintWriter out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
    }

    static DoctorText on(CommandLine command) {
        return new DoctorText(command.getOut(), command.getColorScheme().ansi());
    }

    @Override
    public void begins(Check check, @Nullable String site) {
        String whose = site == null ? "gateway" : "site " + site;
        if (!Objects.equals(whose, shown)) {
            out.println((shown.equals(NOBODY) ? "" : "\n") + colour("bold", whose));
            shown = whose;
        }
        if (ansi.enabled()) {
            out.print("  …        " + check.label());
            waiting = true;
        }
        out.flush();
    }

    @Override
    public void ends(Checked checked) {
        if (waiting) {
            out.print("\r");
            waiting = false;
        }
        out.printf("  %s%-13s %s%n", word(checked), checked.check().label(), checked.seen());
        checked.findings().forEach(this::print);
        out.flush();
    }

    void summary(Report report) {
        long errors = report.count(Severity.ERROR);
        long warnings = report.count(Severity.WARNING);
        out.println(
                report.isHealthy()
                        ? "\n" + colour("green", "Nothing to change.")
                        : "\n" + count(errors, "error") + ", " + count(warnings, "warning") + ".");
        out.flush();
    }

    private void print(Finding finding) {
        print(finding.severity().label(), finding.found());
        if (finding.setting() != null) {
            print("setting", finding.setting());
        }
        print("why", finding.why());
        print("mend", finding.mend());
    }

    private void print(String name, String text) {
        out.printf("           %-8s %s%n", name, text);
    }

    private String word(Checked checked) {
        if (checked.skipped()) {
            return colour("faint", "skipped  ");
        }
        if (checked.isWell()) {
            return colour("green", "ok       ");
        }
        boolean error = checked.findings().stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
        return error ? colour("red", "error    ") : colour("yellow", "warning  ");
    }

    private String colour(String style, String text) {
        return ansi.string("@|" + style + " " + text + "|@");
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
