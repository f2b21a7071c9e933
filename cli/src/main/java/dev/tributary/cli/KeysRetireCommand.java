package dev.tributary.cli;

import dev.tributary.gateway.GatewayKeys;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tributary keys retire}. */
@Command(
        name = "retire",
        mixinStandardHelpOptions = true,
        header = "Drops a key that nothing needs any more.",
        description = {
            "It looks through the whole database first: while anything needs the key it refuses, and says what. Backups of the",
            "database from before need a backup of the keyset from before.",
            "",
            "With a keyset from the environment, a gateway encrypts with the primary key of the text that it was started with,",
            "and nothing in the database tells which one that is. Once its key is dropped it can write nothing more. So restart",
            "every gateway with the text that has the new primary key, run 'reencrypt', and say --restarted."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary keys retire 1234567890 --config tributary.yaml",
            "  tributary keys retire 1234567890 --restarted --out next-keyset.json --config tributary.yaml",
            "                                                                      if the keyset is in the environment",
            "",
            "Exit codes: 0 done, 1 failed or refused, 2 wrong usage or configuration."
        })
final class KeysRetireCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Parameters(
            paramLabel = "key",
            converter = KeyIdConverter.class,
            description = "The id of the key, as 'keys list' shows it.")
    private long key;

    @Option(
            names = "--restarted",
            description = {
                "Says that every gateway was restarted with the keyset that has the new primary key. Needed for a keyset that",
                "comes from the environment, where nothing else can tell."
            })
    private boolean restarted;

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
            out.check(keys);
            requireRestarted(keys);
            TakeUp.await(keys, spec.commandLine().getErr());
            out.changed(keys, keyset -> keys.store().without(keyset, key, line));
            line.end();
            PrintWriter print = spec.commandLine().getOut();
            print.println("Key " + key + " is dropped. Back up the keyset.");
            out.handOver(keys).ifPresent(print::println);
            return 0;
        }
    }

    private void requireRestarted(GatewayKeys keys) {
        if (keys.file().isEmpty() && !restarted) {
            throw new ParameterException(
                    spec.commandLine(),
                    "The keyset comes from the environment. A gateway that was not restarted since the variable changed may"
                            + " still encrypt with key " + key
                            + ", and nothing in the database tells. Restart every gateway"
                            + " with the text that this command has, run 'tributary keys reencrypt', and then this with"
                            + " --restarted.");
        }
    }
}
