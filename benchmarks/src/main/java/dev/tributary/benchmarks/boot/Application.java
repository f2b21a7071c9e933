package dev.tributary.benchmarks.boot;

import dev.tributary.benchmarks.process.Program;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An application of Spring Boot that has one class with a main method, and nothing else but what is on its class path.
 *
 * @param parts what is on its class path: names of profiles in {@code benchmarks/boot/pom.xml}, each of which left a file
 * @param properties what is set beside the address
 */
record Application(List<String> parts, String properties) {

    private static final Path BUILT = Path.of("benchmarks/boot/target");

    /** A web application, and nothing else. */
    static final Application WEB = new Application(List.of("web"), "");

    /** One with Spring Security. */
    static final Application SECURITY = new Application(List.of("security"), "");

    /** One with Spring Security's OAuth client, which brings the rest of Spring Security. */
    static final Application CLIENT = new Application(List.of("client"), """
            spring.security.oauth2.client.registration.wiki.client-id=benchmark
            spring.security.oauth2.client.registration.wiki.client-secret=a-secret-of-the-benchmark
            spring.security.oauth2.client.registration.wiki.scope=WRITE
            spring.security.oauth2.client.registration.wiki.authorization-grant-type=authorization_code
            spring.security.oauth2.client.registration.wiki.redirect-uri={baseUrl}/login/oauth2/code/{registrationId}
            spring.security.oauth2.client.provider.wiki.authorization-uri=https://wiki.example.com/rest/oauth2/latest/authorize
            spring.security.oauth2.client.provider.wiki.token-uri=https://wiki.example.com/rest/oauth2/latest/token
            spring.security.oauth2.client.provider.wiki.user-info-uri=https://wiki.example.com/rest/api/user/current
            spring.security.oauth2.client.provider.wiki.user-name-attribute=userKey
            """);

    private static final String THREE_PROPERTIES = """
            tributary.sites.wiki.base-url=https://wiki.example.com
            tributary.sites.wiki.client-id=benchmark
            tributary.sites.wiki.client-secret=a-secret-of-the-benchmark
            """;

    /** One with the starter and Spring Security. */
    static final Application STARTER = new Application(List.of("security", "starter"), THREE_PROPERTIES);

    /** One with the starter alone. */
    static final Application STARTER_ALONE = new Application(List.of("starter"), THREE_PROPERTIES);

    /** Returns what was not built. */
    List<String> missing() {
        return parts.stream()
                .map(Application::classPath)
                .filter(file -> !Files.exists(file))
                .map(Path::toString)
                .toList();
    }

    /** Starts it in a directory, where it keeps its files, and at a port. */
    Program start(Path directory, int port) throws IOException {
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(
                directory.resolve("application.properties"),
                "server.address=127.0.0.1\nserver.port=" + port + "\n" + properties);
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + directory,
                "-cp",
                classPath(),
                "dev.tributary.benchmarks.empty.Empty");
        return Program.start(Program.Core.MEASURED, directory, Map.of(), command);
    }

    /** Every part has the versions that Spring Boot manages, so that a jar which several have is the same one. */
    private String classPath() throws IOException {
        Set<String> all = new LinkedHashSet<>();
        all.add(BUILT.resolve("classes").toAbsolutePath().toString());
        for (String part : parts) {
            String one = Files.readString(classPath(part)).strip();
            all.addAll(Arrays.asList(one.split(File.pathSeparator, -1)));
        }
        return String.join(File.pathSeparator, all);
    }

    private static Path classPath(String part) {
        return BUILT.resolve(part + ".class-path");
    }
}
