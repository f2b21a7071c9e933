package dev.tributary.cli;

import dev.tributary.cli.person.Choice;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tributary completion}. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        header = "Prints what lets a shell complete commands and options.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(tributary completion bash)                                       now, in this shell",
            "  tributary completion bash > ~/.local/share/bash-completion/completions/tributary",
            "  echo 'source <(tributary completion zsh)' >> ~/.zshrc",
            "",
            "Exit codes: 0 done, 2 wrong usage."
        })
final class CompletionCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Parameters(
            paramLabel = "bash|zsh",
            converter = ShellWords.class,
            completionCandidates = ShellWords.class,
            description = "The shell.")
    @SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // picocli sets it and checks it; one script is for both
    private Shell shell;

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        spec.commandLine().getOut().print(AutoComplete.bash(root.getCommandName(), root));
        spec.commandLine().getOut().flush();
        return 0;
    }

    /** Shells that complete by one and the same script. */
    enum Shell {
        BASH,
        ZSH
    }

    /** Reads a shell. */
    static final class ShellWords extends Choice<Shell> {

        ShellWords() {
            super(Shell.class);
        }
    }
}
