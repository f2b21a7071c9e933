package dev.tributary.cli;

import dev.tributary.gateway.GatewayKeys;
import dev.tributary.store.Keyset;
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
        header = "Encrypts with the primary key what other keys encrypted.",
        description = {
            "It goes record by record, while gateways go on to serve and renew. If it is interrupted, run it again: it goes on",
            "with what is left. Right after 'rotate' it first waits for up to 10 seconds, until no gateway on the same keyset",
            "file encrypts with the key before."
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
            converter = RateConverter.class,
            description =
                    "How many records to encrypt anew in a second at most; 0 for as many as it can. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Override
    public Integer call() throws InterruptedException {
        Logs.onlyTrouble();
        try (GatewayKeys keys = GatewayKeys.open(config.read().storage());
                ProgressLine line = ProgressLine.on(spec.commandLine().getErr(), "looked at")) {
            TakeUp.await(keys, spec.commandLine().getErr());
            StoreKeys.Outcome outcome = keys.store().reencrypt(line.andThen(new Rate(rate)));
            line.end();
            spec.commandLine()
                    .getOut()
                    .println(
                            outcome.changed() == 1
                                    ? "1 record was encrypted anew."
                                    : outcome.changed() + " records were encrypted anew.");
            outcome.unreadable().forEach(spec.commandLine().getErr()::println);
            return report(keys) && outcome.unreadable().isEmpty() ? 0 : 1;
        }
    }

    /** Says what is left, and whether that is nothing. */
    private boolean report(GatewayKeys keys) {
        Keyset keyset = keys.keyset();
        PrintWriter out = spec.commandLine().getOut();
        boolean done = true;
        for (Use use : keys.store().uses(progress -> {})) {
            KeyStatus status = KeyStatus.of(keyset, use);
            if (status == KeyStatus.WAITING) {
                out.println("Key " + use.key() + " waits, and encrypts nothing yet.");
            } else if (status != KeyStatus.PRIMARY && use.isNone()) {
                out.println("Nothing needs key " + use.key() + ". " + toDrop(keys, use.key()));
            } else if (status != KeyStatus.PRIMARY) {
                done = false;
                long needed = use.connections() + use.spares() + use.tickets();
                out.println("Key " + use.key() + " is still needed by " + needed
                        + (needed == 1 ? " record" : " records")
                        + ": those that do not open, and what a gateway wrote that has another primary. Give every gateway"
                        + " the same keyset, and run this again.");
            }
        }
        return done;
    }

    private String toDrop(GatewayKeys keys, long key) {
        String config = " --config " + this.config.file();
        return keys.file().isPresent()
                ? "To drop it: tributary keys retire " + key + config
                : "To drop it, once every gateway was restarted with this keyset: tributary keys retire " + key
                        + " --restarted --out FILE" + config;
    }
}
