package dev.tributary.cli;

import dev.tributary.gateway.config.GatewayConfig;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that names the gateway's configuration. */
final class ConfigFile {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec command;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "tributary.yaml",
            description = "The gateway's configuration.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private Path file;

    Path file() {
        return file;
    }

    GatewayConfig read() {
        return read(file, command);
    }

    /** Reads a configuration for a command, whose user is told what is wrong with the file. */
    static GatewayConfig read(Path file, CommandSpec command) {
        try {
            return readable(file);
        } catch (IOException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Reads it for a gateway, each time it is asked. Throws {@link IOException} with what to tell an operator. */
    GatewayConfig readEachTime() throws IOException {
        return readable(file);
    }

    private static GatewayConfig readable(Path file) throws IOException {
        try {
            return GatewayConfig.read(file, System.getenv());
        } catch (NoSuchFileException e) {
            throw new IOException("There is no file " + file + ".", e);
        } catch (IOException e) {
            throw new IOException("The configuration " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
