package dev.tributary.evidence.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Searches whatever the tests of all modules left for whatever any of their simulators had to keep. Everything below {@code target} counts
 * but what was compiled or fetched, and the list of the secrets. Not thread-safe.
 */
public final class Proof {

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern LEFT_OUT =
            Pattern.compile("(secrets|classes|test-classes|generated-.*|maven-.*|evidence-settings|site|reports"
                    + "|apidocs|jacoco\\.exec|spotless-index|workplaces|.*\\.(?:jar|jsa|so))(/.*)?");
    private static final int MEGABYTE = 1_000_000;

    private final Path root;
    private final Map<String, Demand> demands = new HashMap<>();
    private final Set<String> kinds = new TreeSet<>();
    private final List<String> faults = new ArrayList<>();
    private final List<KnownSecret> secrets = new ArrayList<>();
    private long bytes;
    private int searched;

    /**
     * Looks at nothing yet.
     *
     * @param root the directory with the modules
     * @param demands what each of them has to leave
     * @param kinds which kinds of secrets there have to be
     */
    public Proof(Path root, Collection<Demand> demands, Collection<String> kinds) {
        this.root = root;
        demands.forEach(demand -> this.demands.put(demand.module(), demand));
        this.kinds.addAll(kinds);
    }

    /**
     * Searches everything and returns what is wrong, a sentence each: a secret that was found, or something that is missing.
     *
     * @param known which of the secrets are no secrets, since everybody may read them in a guide
     */
    public List<String> faults(Predicate<KnownSecret> known) throws IOException {
        List<String> modules = modules();
        for (String module : modules) {
            read(module);
        }
        kinds.stream()
                .filter(kind ->
                        secrets.stream().noneMatch(secret -> secret.kind().equals(kind)))
                .forEach(kind -> faults.add("Nothing of the kind " + kind + " was issued or handed in."));
        secrets.removeIf(known);
        Search search = new Search(secrets);
        for (String module : modules) {
            search(module, search);
        }
        searched = search.searchable();
        bytes = search.bytes();
        search.findings().forEach(finding -> faults.add(root.relativize(finding.file()) + finding.where()));
        return List.copyOf(faults);
    }

    /** Says in a line how much was searched for and where. */
    public String extent() {
        return searched + " secrets in " + bytes / MEGABYTE + " MB";
    }

    private List<String> modules() throws IOException {
        List<String> modules = new ArrayList<>();
        Matcher matcher = MODULE.matcher(Files.readString(root.resolve("pom.xml")));
        while (matcher.find()) {
            if (Files.isDirectory(root.resolve(matcher.group(1)).resolve("src/test/java"))) {
                modules.add(matcher.group(1));
            }
        }
        return modules;
    }

    private void read(String module) throws IOException {
        Path file = target(module).resolve("secrets/simulator.txt");
        List<KnownSecret> here = Files.exists(file) ? KnownSecret.in(file) : List.of();
        secrets.addAll(here);
        Demand demand = demands.get(module);
        if (demand == null) {
            faults.add(module + ": nobody has said what its tests leave. Add it to the demands.");
        } else if (here.size() < demand.secrets()) {
            faults.add(module + ": " + here.size() + " secrets were written down, at least " + demand.secrets()
                    + " were expected. Did all its tests run?");
        }
    }

    private void search(String module, Search search) throws IOException {
        long before = search.bytes();
        List<Path> files = files(module);
        for (Path file : files) {
            search.look(file);
        }
        Demand demand = demands.get(module);
        if (demand == null) {
            return;
        }
        long megabytes = (search.bytes() - before) / MEGABYTE;
        if (megabytes < demand.megabytes()) {
            faults.add(module + ": its tests left " + megabytes + " MB, at least " + demand.megabytes()
                    + " were expected.");
        }
        for (String place : demand.places()) {
            PathMatcher matcher = root.getFileSystem().getPathMatcher("glob:" + place);
            if (files.stream().noneMatch(file -> matcher.matches(target(module).relativize(file)) && hasBytes(file))) {
                faults.add(module + ": there is nothing in " + place + ".");
            }
        }
    }

    private List<Path> files(String module) throws IOException {
        Path target = target(module);
        if (!Files.isDirectory(target)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(target)) {
            return all.filter(file -> !LEFT_OUT.matcher(target.relativize(file).toString())
                            .matches())
                    .filter(Files::isRegularFile)
                    .toList();
        }
    }

    private static boolean hasBytes(Path file) {
        return file.toFile().length() > 0;
    }

    private Path target(String module) {
        return root.resolve(module).resolve("target");
    }
}
