package dev.tributary.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
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

    @Parameters(paramLabel = "bash|zsh", description = "The shell.")
    private String shell = "";

    @Override
    public Integer call() {
        if (!shell.equals("bash") && !shell.equals("zsh")) {
            throw new ParameterException(
                    spec.commandLine(), "There is none for '%s'. Say bash or zsh.".formatted(shell));
        }
        CommandLine root = spec.root().commandLine();
        spec.commandLine().getOut().print(AutoComplete.bash(root.getCommandName(), root));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
