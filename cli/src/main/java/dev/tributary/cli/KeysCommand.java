package dev.tributary.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tributary keys}. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        header = "Looks after the keys that tokens are encrypted with.",
        description = {
            "Every command works while gateways run on the same database, may be interrupted and run again, and prints",
            "no secret."
        },
        subcommands = {
            KeysListCommand.class,
            KeysRotateCommand.class,
            KeysReencryptCommand.class,
            KeysRetireCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary keys list --config tributary.yaml              see keys, and what needs them",
            "  tributary keys rotate --config tributary.yaml            encrypt with a new key from now on",
            "  tributary keys reencrypt --config tributary.yaml         encrypt with it what there is",
            "  tributary keys retire 1234567890 --config tributary.yaml drop the old key",
            "",
            "Exit codes: 0 done, 1 failed or refused, 2 wrong usage or configuration."
        })
final class KeysCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: list, rotate, reencrypt or retire.");
    }
}
