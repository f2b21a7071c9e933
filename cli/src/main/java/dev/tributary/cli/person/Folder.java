package dev.tributary.cli.person;

import dev.tributary.store.PrivateFiles;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a person's sites, keyset and store are: {@code $XDG_CONFIG_HOME/tributary}, or {@code ~/.config/tributary}. Only that person may
 * see it.
 *
 * @param root the folder
 */
public record Folder(Path root) {

    static final String KEY = "config folder";

    /** Returns the usual folder. A relative {@code XDG_CONFIG_HOME} is none, as the specification of base directories says. */
    public static Folder usual(Map<String, String> environment, Path home) {
        String named = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path base = Path.of(named).isAbsolute() ? Path.of(named) : home.resolve(".config");
        return new Folder(base.resolve("tributary"));
    }

    /**
     * Makes it if it is missing, and checks that nobody else may look into it. Blocks.
     *
     * <p>Throws {@link dev.tributary.model.Misconfigured} when others may, or it belongs to somebody else.
     */
    public Folder checked() {
        PrivateFiles.directory(KEY, root.toAbsolutePath());
        return this;
    }

    Path sites() {
        return root.resolve("sites");
    }

    Path database() {
        return root.resolve("connections.db");
    }

    Path keyset() {
        return root.resolve("keyset.json");
    }
}
