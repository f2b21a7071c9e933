package dev.tributary.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code tributary} executable: what it was told to do, it does or says why not. */
@Command(
        name = "tributary",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Lets web applications act in Atlassian Confluence as each of their users.",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            SimulateCommand.class,
            DoctorCommand.class,
            KeysCommand.class,
            AuditCommand.class,
            ConnectionsCommand.class,
            LoginCommand.class,
            ApiCommand.class,
            LogoutCommand.class,
            CompletionCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary demo                              see everything work, on this machine",
            "  tributary serve --config tributary.yaml     run the gateway",
            "  tributary simulate --edition datacenter     run a Confluence to develop against",
            "  tributary doctor --config tributary.yaml    see what to change in a configuration and at its sites",
            "  tributary keys list --config tributary.yaml see the keys that tokens are encrypted with",
            "",
            "  tributary connections                       see where you are signed in, and when that ends",
            "  tributary login --site wiki                 sign in to a Confluence yourself",
            "  tributary api GET /rest/api/space           call Confluence as yourself",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage or configuration; login, api, logout and connections have more."
        })
public final class Main implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return HelpLayout.of(new CommandLine(new Main()))
                .setExecutionExceptionHandler(new FailureReport())
                .setParameterExceptionHandler(new UsageReport());
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what to do: " + String.join(", ", spec.subcommands().keySet()) + ".");
    }
}
