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

    @Option(names = "--config", required = true, paramLabel = "tributary.yaml", description = "The configuration.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private Path file;

    Path file() {
        return file;
    }

    GatewayConfig read() {
        try {
            return GatewayConfig.read(file, System.getenv());
        } catch (NoSuchFileException e) {
            throw unreadable("There is no file " + file + ".", e);
        } catch (IOException e) {
            throw unreadable("The configuration " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private ParameterException unreadable(String message, IOException cause) {
        return new ParameterException(command.commandLine(), message, cause);
    }
}
