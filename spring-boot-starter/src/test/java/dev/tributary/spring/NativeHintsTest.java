package dev.tributary.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.tributary.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.support.SpringFactoriesLoader;
import tools.jackson.core.type.TypeReference;

class NativeHintsTest {

    private static final Set<String> READING = Set.of("readValue", "addMixIn");

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
    void all_that_is_stored_as_JSON_is_kept_and_so_is_all_that_it_is_made_of() throws ClassNotFoundException {
        Set<Class<?>> stored = new HashSet<>();
        for (JavaClass root : storedAsJson()) {
            collect(ResolvableType.forClass(Class.forName(root.getName())), stored);
        }

        assertThat(stored).extracting(Class::getSimpleName).contains("PendingFlow", "HeldPair", "Intent", "Owner");
        assertThat(stored)
                .allSatisfy(type -> assertThat(RuntimeHintsPredicates.reflection()
                                .onType(type)
                                .withMemberCategories(
                                        MemberCategory.INVOKE_DECLARED_CONSTRUCTORS,
                                        MemberCategory.INVOKE_DECLARED_METHODS,
                                        MemberCategory.ACCESS_DECLARED_FIELDS)
                                .test(hints))
                        .as(type.getName())
                        .isTrue());
    }

    /** Returns the types that the library's code names to its reader of JSON. */
    private static List<JavaClass> storedAsJson() {
        JavaClasses library = new ClassFileImporter()
                .withImportOption(location -> !location.contains("/spring/") && !location.contains("/simulator/"))
                .importPackages("dev.tributary");
        Stream<JavaClass> named = library.stream()
                .filter(NativeHintsTest::readsJson)
                .flatMap(type -> type.getReferencedClassObjects().stream())
                .map(ReferencedClassObject::getRawType);
        Stream<JavaClass> generic = library.stream()
                .filter(type -> type.isAssignableTo(TypeReference.class))
                .flatMap(type -> type.getSuperclass().stream())
                .flatMap(type -> type.getAllInvolvedRawTypes().stream());
        return Stream.concat(named, generic).filter(NativeHintsTest::isOurs).toList();
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith("dev.tributary.");
    }

    private static boolean readsJson(JavaClass type) {
        return type.getMethodCallsFromSelf().stream()
                .anyMatch(call -> READING.contains(call.getName())
                        && call.getTargetOwner().getPackageName().startsWith("tools.jackson."));
    }

    /** What a record is made of, also in lists. */
    private static void collect(ResolvableType type, Set<Class<?>> all) {
        Class<?> raw = type.resolve(Object.class);
        Stream.of(type.getGenerics()).forEach(part -> collect(part, all));
        if (raw.getName().startsWith("dev.tributary.") && all.add(raw) && raw.isRecord()) {
            Stream.of(raw.getRecordComponents())
                    .forEach(component -> collect(ResolvableType.forType(component.getGenericType()), all));
        }
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
