package dev.tributary.gateway.config;

import dev.tributary.gateway.config.Yaml.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One reading of one file: its surroundings, and the faults found so far. */
final class Reading {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private final List<Fault> faults = new ArrayList<>();
    private final Path directory;
    private final Map<String, String> environment;

    Reading(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = environment;
    }

    void fault(Place place, String key, String what) {
        faults.add(new Fault(place, key, what));
    }

    /** Throws all faults at once, if there are any. */
    void check() {
        if (!faults.isEmpty()) {
            throw new ConfigFaults(faults);
        }
    }

    /** Returns a path as the file means it: relative to the directory it lies in. */
    Path path(String written) {
        return directory.resolve(written).normalize();
    }

    static boolean isVariable(String written) {
        return VARIABLE.matcher(written).matches();
    }

    /** Returns the value itself, or what the environment variable holds that it names; a fault if that is not set. */
    Optional<String> resolve(String written, Place place, String key) {
        Matcher variable = VARIABLE.matcher(written);
        if (!variable.matches()) {
            return Optional.of(written);
        }
        String value = environment.getOrDefault(variable.group(1), "");
        if (value.isEmpty()) {
            fault(place, key, "The environment variable " + variable.group(1) + " is not set. Set it and start again.");
            return Optional.empty();
        }
        return Optional.of(value);
    }
}
