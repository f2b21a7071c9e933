package dev.tributary.gateway.config;

import dev.tributary.gateway.config.Yaml.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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

    private static final String FILE = "_FILE";
    private static final int LARGEST = 64 * 1024;

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
        try {
            return directory.resolve(Forms.text(written)).normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("This is not the name of a file. Correct it.", e);
        }
    }

    /** Returns the path of a file that is there. */
    Path readableFile(String written) {
        Path file = path(written);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IllegalArgumentException(
                    "There is no file of that name that can be read. Correct the name, which begins" + " at "
                            + directory + " when it is relative, or the file's permissions.");
        }
        return file;
    }

    static boolean isVariable(String written) {
        return VARIABLE.matcher(written).matches();
    }

    /** Returns the value itself, or what the environment variable holds that it names; a fault if that is not set. */
    Optional<String> resolve(String written, Place place, String key) {
        Matcher variable = VARIABLE.matcher(written);
        if (!variable.matches()) {
            return literal(written, place, key);
        }
        String value = environment.getOrDefault(variable.group(1), "");
        return value.isEmpty() ? fromFile(variable.group(1), place, key) : Optional.of(value);
    }

    /** What a variable names is read anew each time, so that it can change while the program runs, as the environment cannot. */
    private Optional<String> fromFile(String name, Place place, String key) {
        String file = environment.getOrDefault(name + FILE, "");
        if (file.isEmpty()) {
            fault(
                    place,
                    key,
                    "The environment variable " + name + " is not set. Set it, or " + name + FILE
                            + " to the name of a file with the value, and start again.");
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(directory.resolve(file))) {
            String value = new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8).stripTrailing();
            if (!value.isEmpty()) {
                return Optional.of(value);
            }
            fault(place, key, "The file that " + name + FILE + " names is empty. Put the value into it.");
        } catch (IOException | InvalidPathException e) {
            fault(
                    place,
                    key,
                    "The file that " + name + FILE
                            + " names cannot be read. Correct the name or the file's permissions.");
        }
        return Optional.empty();
    }

    private Optional<String> literal(String written, Place place, String key) {
        if (written.contains("${")) {
            fault(
                    place,
                    key,
                    "A variable is the whole value or no part of it. Write \"${NAME}\" alone, or no variable.");
            return Optional.empty();
        }
        return Optional.of(written);
    }
}
