package dev.tributary.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeHint;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.support.SpringFactoriesLoader;

class NativeHintsTest {

    private final RuntimeHints hints = new RuntimeHints();

    NativeHintsTest() {
        SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
                .load(RuntimeHintsRegistrar.class)
                .stream()
                .filter(NativeHints.class::isInstance)
                .forEach(registrar -> registrar.registerHints(hints, null));
    }

    @Test
    void every_resource_of_the_library_is_kept() throws IOException {
        List<String> all = resources();

        assertThat(all).hasSizeGreaterThan(1);
        assertThat(all)
                .allSatisfy(resource -> assertThat(RuntimeHintsPredicates.resource()
                                .forResource(resource)
                                .test(hints))
                        .as(resource)
                        .isTrue());
        assertThat(RuntimeHintsPredicates.resource()
                        .forResource("templates/confluence/connect.html")
                        .test(hints))
                .isTrue();
    }

    @Test
    void every_record_that_is_named_is_there_and_so_is_all_that_it_is_made_of() throws ClassNotFoundException {
        List<Class<?>> kept = kept();

        assertThat(kept).isNotEmpty();
        assertThat(kept.stream()
                        .filter(Class::isRecord)
                        .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                        .map(component -> component.getType().getName())
                        .filter(name -> name.startsWith("dev.tributary."))
                        .distinct())
                .isNotEmpty()
                .isSubsetOf(kept.stream().map(Class::getName).toList());
    }

    private List<Class<?>> kept() throws ClassNotFoundException {
        List<TypeHint> named = hints.reflection().typeHints().toList();
        Class<?>[] types = new Class<?>[named.size()];
        for (int i = 0; i < types.length; i++) {
            types[i] = Class.forName(named.get(i).getType().getName());
        }
        return List.of(types);
    }

    private static List<String> resources() throws IOException {
        URI library = URI.create(Objects.requireNonNull(Secret.class.getResource("Secret.class"))
                .toString()
                .replace("model/Secret.class", ""));
        if (library.getScheme().equals("jar")) {
            try (FileSystem jar = FileSystems.newFileSystem(library, Map.of())) {
                return below(jar.getPath("/"), "dev/tributary");
            }
        }
        Path root = Path.of(library.resolve("../.."));
        return below(root, "dev/tributary");
    }

    private static List<String> below(Path root, String directory) throws IOException {
        try (Stream<Path> all = Files.walk(root.resolve(directory))) {
            return all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(name -> !name.endsWith(".class"))
                    .toList();
        }
    }
}
