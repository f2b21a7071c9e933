package dev.tributary.simulator.content.rest;

import dev.tributary.simulator.http.Request;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which parts of an answer to write out, as dotted paths. */
record Expand(Set<String> paths) {
    static final Expand NOTHING = new Expand(Set.of());

    /** What the request names, by commas or by repeating the parameter; {@code otherwise} when it names nothing. */
    static Expand of(Request request, String... otherwise) {
        List<String> given = request.query().all("expand");
        return of(given.isEmpty() ? List.of(otherwise) : given);
    }

    static Expand of(List<String> lists) {
        return new Expand(lists.stream()
                .flatMap(list -> Arrays.stream(list.split(",", -1)))
                .map(String::strip)
                .filter(path -> !path.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    /** Whether that part, or one inside it, is to be written out. */
    boolean has(String name) {
        return paths.stream().anyMatch(path -> path.equals(name) || path.startsWith(name + "."));
    }

    /** What is to be written out inside that part. */
    Expand in(String name) {
        return new Expand(paths.stream()
                .filter(path -> path.startsWith(name + "."))
                .map(path -> path.substring(name.length() + 1))
                .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    boolean isEmpty() {
        return paths.isEmpty();
    }
}
