package dev.tributary.cli;

import dev.tributary.gateway.GatewayKeys;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tributary keys retire}. */
@Command(
        name = "retire",
        mixinStandardHelpOptions = true,
        description = {
            "Drops a key from the keyset, having looked through the whole database: while anything needs the key it refuses, and",
            "says what. Backups of the database from before need a backup of the keyset from before."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary keys retire 1234567890 --config tributary.yaml",
            "  tributary keys retire 1234567890 --out next-keyset.json --config tributary.yaml    if the keyset is in the environment",
            "",
            "Exit codes: 0 done, 1 failed or refused, 2 wrong usage or configuration."
        })
final class KeysRetireCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Parameters(paramLabel = "key", description = "The id of the key, as 'keys list' shows it.")
    private long key;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private ConfigFile config;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private KeysetOut out;

    @Override
    public Integer call() throws InterruptedException {
        Logs.onlyTrouble();
        try (GatewayKeys keys = GatewayKeys.open(config.read().storage());
                ProgressLine line = ProgressLine.on(spec.commandLine().getErr(), "looked at")) {
            TakeUp.await(keys.store(), spec.commandLine().getErr());
            out.changed(keys, keyset -> keys.store().without(keyset, key, line));
            line.end();
            PrintWriter print = spec.commandLine().getOut();
            print.println("Key " + key + " is dropped. Back up the keyset.");
            out.handOver(keys).ifPresent(print::println);
            return 0;
        }
    }
}
