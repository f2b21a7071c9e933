package dev.tributary.gateway.console;

import dev.tributary.gateway.audit.Audit;
import dev.tributary.gateway.console.DoctorRuns.Run;
import dev.tributary.gateway.doctor.Checked;
import dev.tributary.gateway.doctor.Finding;
import dev.tributary.gateway.doctor.Severity;
import dev.tributary.gateway.http.Answer;
import dev.tributary.gateway.http.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the doctor, and shows how far it has come and what it says. */
final class DoctorPages {

    private static final String HOME = "/console/doctor";

    private final DoctorRuns runs;
    private final Audit audit;
    private final Frame frame;

    DoctorPages(DoctorRuns runs, Audit audit, Frame frame) {
        this.runs = runs;
        this.audit = audit;
        this.frame = frame;
    }

    /** A check as the page shows it. */
    record Line(String check, String site, String seen, String mark, String tone, List<FindingRow> findings) {

        static Line of(Checked checked) {
            boolean error = checked.findings().stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
            boolean well = checked.isWell();
            return new Line(
                    checked.check().label(),
                    Optional.ofNullable(checked.site()).orElse(""),
                    checked.seen(),
                    checked.skipped() ? "Skipped" : well ? "Well" : error ? "Error" : "Warning",
                    checked.skipped() ? "off" : well ? "good" : error ? "bad" : "warn",
                    checked.findings().stream().map(FindingRow::of).toList());
        }
    }

    /** A finding as the page shows it. */
    record FindingRow(String setting, String found, String why, String mend) {

        static FindingRow of(Finding finding) {
            return new FindingRow(
                    Optional.ofNullable(finding.setting()).orElse(""), finding.found(), finding.why(), finding.mend());
        }
    }

    List<Operation> all(Gate gate) {
        return List.of(
                gate.page(HOME, this::show),
                gate.part(HOME + "/progress", this::progress),
                gate.change(HOME, this::run));
    }

    private Answer show(Visit visit) {
        return frame.page(visit, "doctor", model());
    }

    private Answer progress(Visit visit) {
        return frame.part(visit, "doctor-progress", model());
    }

    private Answer run(Visit visit) {
        runs.begin(visit.who().admin().label());
        audit.event("console.doctor_run").log();
        return Answer.seeOther(HOME);
    }

    private Map<String, Object> model() {
        Optional<Run> last = runs.last();
        boolean underWay = last.filter(runs::isUnderWay).isPresent();
        Map<String, Object> model = new HashMap<>();
        model.put("underWay", underWay);
        model.put(
                "lines",
                last.map(Run::checks).orElse(List.of()).stream().map(Line::of).toList());
        model.put("now", last.map(Run::now).orElse(""));
        model.put("begun", last.map(run -> Moment.of(run.begun()).text()).orElse(""));
        model.put("verdict", last.map(run -> verdict(run, underWay)).orElse(""));
        return model;
    }

    private static String verdict(Run run, boolean underWay) {
        if (underWay) {
            return "Examining: " + run.checks().size() + " checks made"
                    + (run.now().isEmpty() ? "." : ", now " + run.now() + ".");
        }
        if (!run.over()) {
            return "The run broke off. Run the doctor again.";
        }
        long errors = run.count(true);
        long warnings = run.count(false);
        return errors + warnings == 0
                ? "Nothing needs to be changed."
                : errors + " errors and " + warnings + " warnings, each with its remedy below.";
    }
}
