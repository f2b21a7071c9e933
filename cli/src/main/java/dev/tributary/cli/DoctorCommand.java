package dev.tributary.cli;

import dev.tributary.gateway.GatewayDoctor;
import dev.tributary.gateway.config.ConfigFaults;
import dev.tributary.gateway.doctor.Doctor;
import dev.tributary.gateway.doctor.Report;
import dev.tributary.gateway.doctor.Severity;
import dev.tributary.gateway.doctor.Witness;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tributary doctor}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        header = "Examines the gateway's configuration and its sites.",
        description = {
            "It looks at the file that 'tributary serve' is given, the database, the keyset and the public URL, and at each site's base URL, certificate,"
                    + " version, clock, registration and scopes. It changes nothing, may run beside gateways, and prints"
                    + " nothing secret.",
            "A client secret is sent to its own site alone, and only once everything before it is well."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary doctor --config tributary.yaml",
            "  tributary doctor --json --config tributary.yaml > report.json    for programs",
            "  tributary doctor --fail-on error --config tributary.yaml         in a pipeline that lives with warnings",
            "  tributary doctor --observe --site wiki --report wiki.md --config tributary.yaml",
            "",
            "Exit codes: 0 nothing found, or observed; 1 something to change; 2 wrong usage or a file that cannot be read."
        })
final class DoctorCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private ConfigFile config;

    @Option(
            names = "--fail-on",
            paramLabel = "warning|error",
            defaultValue = "warning",
            converter = SeverityWords.class,
            completionCandidates = SeverityWords.class,
            description = "From which finding on the exit code is 1: warning (the default) or error.")
    private Severity failOn = Severity.WARNING;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private ObserveOption observe;

    @Option(names = "--json", description = "Prints the report as JSON; how far it is goes to standard error.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logs.onlyTrouble();
        if (observe.isAsked()) {
            observe.run(config.read(), json);
            return 0;
        }
        Report report = json ? asJson() : asText();
        boolean onlyErrors = failOn == Severity.ERROR;
        return onlyErrors ? (report.count(Severity.ERROR) == 0 ? 0 : 1) : report.isHealthy() ? 0 : 1;
    }

    private Report asText() {
        DoctorText text = DoctorText.on(spec.commandLine());
        Report report = examine(text);
        text.summary(report);
        return report;
    }

    private Report asJson() {
        Report report = examine(new DoctorProgress(spec.commandLine().getErr()));
        spec.commandLine().getOut().println(DoctorJson.of(report));
        return report;
    }

    private Report examine(Witness witness) {
        try {
            return GatewayDoctor.examine(config.read(), witness);
        } catch (ConfigFaults faults) {
            return Doctor.faulty(faults, witness);
        }
    }
}
