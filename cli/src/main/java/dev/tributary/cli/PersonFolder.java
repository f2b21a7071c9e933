package dev.tributary.cli;

import dev.tributary.cli.person.Folder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says whose sites. */
final class PersonFolder {

    @Option(
            names = "--config-dir",
            paramLabel = "folder",
            description =
                    "The folder with your sites and grants. Default: $$XDG_CONFIG_HOME/tributary, or if that is not set"
                            + " ~/.config/tributary.")
    private @Nullable Path chosen;

    Folder folder() {
        return chosen == null
                ? Folder.usual(System.getenv(), Path.of(System.getProperty("user.home")))
                : new Folder(chosen);
    }
}
