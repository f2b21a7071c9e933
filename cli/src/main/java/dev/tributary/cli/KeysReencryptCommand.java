package dev.tributary.cli;

import dev.tributary.gateway.GatewayKeys;
import dev.tributary.store.StoreKeys;
import dev.tributary.store.StoreKeys.Use;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tributary keys reencrypt}. */
@Command(
        name = "reencrypt",
        mixinStandardHelpOptions = true,
        description = {
            "Encrypts with the primary key what other keys encrypted, record by record, while gateways go on to serve and renew.",
            "If it is interrupted, run it again: it goes on with what is left. Right after 'rotate' it first waits for up to",
            "10 seconds, until no gateway encrypts with the key before."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary keys reencrypt --config tributary.yaml",
            "  tributary keys reencrypt --rate 100 --config tributary.yaml    with less load on the database",
            "",
            "Exit codes: 0 done, 1 failed or something is left, 2 wrong usage or configuration."
        })
final class KeysReencryptCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private ConfigFile config;

    @Option(
            names = "--rate",
            paramLabel = "records",
            defaultValue = "500",
            description =
                    "How many records to encrypt anew in a second at most; 0 for as many as it can. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Override
    public Integer call() throws InterruptedException {
        Logs.onlyTrouble();
        try (GatewayKeys keys = GatewayKeys.open(config.read().storage());
                ProgressLine line = ProgressLine.on(spec.commandLine().getErr(), "looked at")) {
            TakeUp.await(keys.store(), spec.commandLine().getErr());
            StoreKeys.Outcome outcome = keys.store().reencrypt(line.andThen(new Rate(rate)));
            line.end();
            spec.commandLine().getOut().println(outcome.changed() + " records were encrypted anew.");
            outcome.unreadable().forEach(spec.commandLine().getErr()::println);
            return report(keys) && outcome.unreadable().isEmpty() ? 0 : 1;
        }
    }

    /** Says what is left, and whether that is nothing. */
    private boolean report(GatewayKeys keys) {
        long primary = keys.keyset().primary();
        PrintWriter out = spec.commandLine().getOut();
        boolean done = true;
        for (Use use : keys.store().uses(progress -> {})) {
            if (use.key() != primary && use.isNone()) {
                out.println("Nothing needs key " + use.key() + ". To drop it: tributary keys retire " + use.key()
                        + " --config " + config.file());
            } else if (use.key() != primary) {
                done = false;
                out.println(
                        "Key " + use.key() + " is still needed by " + (use.connections() + use.spares() + use.tickets())
                                + " records: those that do not open, and what a gateway wrote that has another primary. Give every gateway"
                                + " the same keyset, and run this again.");
            }
        }
        return done;
    }
}
