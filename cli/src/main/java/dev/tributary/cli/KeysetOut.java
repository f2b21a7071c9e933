package dev.tributary.cli;

import dev.tributary.gateway.GatewayKeys;
import dev.tributary.store.Keyset;
import dev.tributary.store.KeysetFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a changed keyset goes: into its file, or, if it comes from the environment, into a new one for the operator. */
final class KeysetOut {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec command;

    @Option(
            names = "--out",
            paramLabel = "file",
            description =
                    "A new file for the changed keyset, which nobody else may read. For a keyset that comes from the environment.")
    private @Nullable Path file;

    /** Changes the keyset. Throws {@link ParameterException} where it is not clear what to write to. */
    Keyset changed(GatewayKeys keys, UnaryOperator<Keyset> change) {
        check(keys);
        if (file == null) {
            return keys.file().orElseThrow().change(change);
        }
        Keyset next = change.apply(keys.keyset());
        next.writeTo(file.toAbsolutePath());
        return next;
    }

    /** Throws {@link ParameterException} where it is not clear what to write to. */
    void check(GatewayKeys keys) {
        Optional<KeysetFile> source = keys.file();
        if (source.isPresent() && file != null) {
            throw wrong(
                    "The keyset is the file " + source.get().path() + ", which is changed itself. Leave --out away.");
        }
        if (source.isEmpty() && file == null) {
            throw wrong(
                    "The keyset comes from the environment, which a command cannot change. Say --out FILE to have the changed"
                            + " one written to a new file, and set the variable to its text.");
        }
    }

    /** Says how the changed keyset gets to where it is used, if somebody has to see to that. */
    Optional<String> handOver(GatewayKeys keys) {
        if (file != null) {
            return Optional.of(
                    "Set the variable to the text of " + file + " for every gateway and for this command, restart the"
                            + " gateways one after the other, and delete the file.");
        }
        return keys.isOnOneMachine()
                ? Optional.empty()
                : Optional.of("Copy the file to every node that has a copy of its own.");
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
