package dev.tributary.cli;

import dev.tributary.cli.person.SavedSite;
import dev.tributary.cli.person.SavedSites;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that says which of a person's sites. */
final class PersonSite {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec command;

    @Option(names = "--site", paramLabel = "name", description = "The site's name. Default: the only one there is.")
    private @Nullable String name;

    /** Returns the site that is meant. */
    SavedSite in(SavedSites sites) {
        String id = id(sites);
        return sites.find(id).orElseThrow(() -> fault("There is no site '%s'. %s".formatted(id, known(sites.names()))));
    }

    /** Returns the name of the site that is meant. */
    String id(SavedSites sites) {
        if (name != null) {
            return name;
        }
        List<String> names = sites.names();
        if (names.size() != 1) {
            throw fault(names.isEmpty() ? known(names) : "Say which site with --site. " + known(names));
        }
        return names.get(0);
    }

    private static String known(List<String> names) {
        return names.isEmpty()
                ? "You have no site yet. Name one: tributary login --site wiki --base-url https://wiki.example.org --client-id ..."
                : "Your sites: " + String.join(", ", names) + ".";
    }

    private ParameterException fault(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
