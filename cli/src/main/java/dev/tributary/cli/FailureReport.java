package dev.tributary.cli;

import dev.tributary.gateway.config.ConfigFaults;
import dev.tributary.model.Misconfigured;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.concurrent.CompletionException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Says in one paragraph why a command failed. A stack trace helps its developers only, so it has to be asked for. */
final class FailureReport implements IExecutionExceptionHandler {

    private static final String TRACE = "tributary.trace";
    private static final String LOOPBACK_TAKEN =
            "The port of the redirect URI is taken: is another login under way? It has to be free, as Confluence sends you there.";

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult arguments) {
        Throwable failure = unwrapped(thrown);
        command.getErr().println(command.getColorScheme().errorText("tributary: " + message(failure, command)));
        if (Boolean.getBoolean(TRACE)) {
            failure.printStackTrace(command.getErr());
        }
        if (command.getCommand() instanceof PersonExit.Command) {
            return PersonExit.of(failure);
        }
        return failure instanceof ConfigFaults || failure instanceof Misconfigured ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }

    /** What failed on another thread comes wrapped. */
    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    private static String message(Throwable failure, CommandLine command) {
        return command.getCommand() instanceof PersonExit.Command person && !(failure instanceof ConfigFaults)
                ? forPeople(failure, person)
                : forOperators(failure, command);
    }

    private static String forOperators(Throwable failure, CommandLine command) {
        OptionSpec port = command.getCommandSpec().findOption("--port");
        return port != null && isOfPort(failure)
                ? "Port %s is taken. Choose another with --port, or --port 0 for a free one."
                        .formatted(port.<Object>getValue())
                : message(failure);
    }

    private static boolean isOfPort(Throwable failure) {
        return !(failure instanceof Misconfigured)
                && (failure instanceof BindException || failure.getCause() instanceof BindException);
    }

    private static String forPeople(Throwable failure, PersonExit.Command command) {
        String advice = PersonExit.advice(failure);
        if (advice != null) {
            return advice;
        }
        return failure instanceof BindException
                ? LOOPBACK_TAKEN
                : SettingWords.asOptions(message(failure), command.secretOption());
    }

    private static String message(Throwable failure) {
        if (failure instanceof Misconfigured && failure.getMessage() != null) {
            return failure.getMessage();
        }
        if (failure instanceof UncheckedIOException && failure.getCause() != null) {
            return message(failure.getCause());
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
