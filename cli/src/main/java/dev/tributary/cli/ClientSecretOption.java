package dev.tributary.cli;

import dev.tributary.cli.person.Terminal;
import dev.tributary.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the client secret comes from: never from the command line, which every process of the machine may read. */
final class ClientSecretOption {

    /** The options there are. */
    static final String EITHER = "--secret-env or --secret-file";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec command;

    @Option(
            names = "--secret-env",
            paramLabel = "NAME",
            description = "The environment variable with the client secret.")
    private @Nullable String variable;

    @Option(names = "--secret-file", paramLabel = "file", description = "The file with the client secret.")
    private @Nullable Path file;

    /** Returns the client secret: as it was said now, else as it was kept, else as it is typed. */
    Secret over(Optional<Secret> kept, String site) {
        if (variable != null && file != null) {
            throw fault("Say --secret-env or --secret-file, not both.");
        }
        if (variable != null) {
            return fromEnvironment(variable);
        }
        return file != null ? fromFile(file) : kept.orElseGet(() -> typed(site));
    }

    /** Returns the option as it was given; either, where the secret was kept or typed. */
    String given() {
        if (variable != null) {
            return "--secret-env " + variable;
        }
        return file != null ? "--secret-file " + file : EITHER;
    }

    private Secret fromEnvironment(String name) {
        String value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw fault("There is no client secret in the environment variable " + name + ".");
        }
        return Secret.of(value.strip());
    }

    private Secret fromFile(Path from) {
        try {
            String value = Files.readString(from).strip();
            if (value.isEmpty()) {
                throw fault("The file " + from + " is empty, where the client secret was expected.");
            }
            return Secret.of(value);
        } catch (IOException e) {
            throw fault("The file " + from + " with the client secret cannot be read.");
        }
    }

    private Secret typed(String site) {
        return Terminal.askForSecret("Client secret of %s (not shown): ".formatted(site))
                .orElseThrow(() -> fault("The client secret is not known. Say where it is with " + EITHER + "."));
    }

    private ParameterException fault(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
