package dev.tributary.cli.person;

import dev.tributary.model.Misconfigured;
import dev.tributary.store.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The sites that a person has named, a file each, so that two commands at once do not overwrite each other's. Blocks. */
public final class SavedSites {

    private static final String END = ".json";
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path directory;

    /** Takes the folder they are in, which has to be there. */
    public SavedSites(Folder folder) {
        this.directory = folder.sites();
        PrivateFiles.directory(Folder.KEY, directory.toAbsolutePath());
    }

    /** Returns their names, sorted. Throws {@link Misconfigured} when the folder cannot be read. */
    public List<String> names() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(END))
                    .map(name -> name.substring(0, name.length() - END.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new Misconfigured(Folder.KEY, directory + " cannot be read.", e);
        }
    }

    /** Returns a site. Throws {@link Misconfigured} when its file cannot be read, or others may see it. */
    public Optional<SavedSite> find(String id) {
        Path file = file(id);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        PrivateFiles.file(Folder.KEY, file.toAbsolutePath());
        try {
            return Optional.of(JSON.readValue(Files.readString(file), SavedSite.class));
        } catch (IOException | JacksonException e) {
            throw new Misconfigured(
                    "site " + id,
                    "%s cannot be read. Delete it, and name the site anew with tributary login.".formatted(file),
                    e);
        }
    }

    /** Keeps a site, in one step: whoever reads at that moment has the one or the other. */
    public void save(SavedSite site) {
        Path draft = directory.resolve(site.id() + "." + UUID.randomUUID() + ".new");
        PrivateFiles.file(Folder.KEY, draft.toAbsolutePath());
        try {
            Files.writeString(draft, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(site) + "\n");
            Files.move(draft, file(site.id()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Misconfigured(Folder.KEY, "The site cannot be kept in " + directory + ".", e);
        }
    }

    /** Forgets a site; an unknown one is forgotten already. */
    public void forget(String id) {
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            throw new Misconfigured(Folder.KEY, "The file " + file(id) + " cannot be deleted.", e);
        }
    }

    private Path file(String id) {
        if (!ID.matcher(id).matches()) {
            throw new Misconfigured(
                    "--site",
                    "A site's name has lower-case letters, digits and hyphens only, at most 63, and begins with a letter or digit.");
        }
        return directory.resolve(id + END);
    }
}
