package dev.tributary.gateway.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.gateway.http.RawSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Group J: what the gateway leaves on its machine, and where it listens. */
final class FilesTest {

    @TempDir
    private Path directory;

    private Ground ground;

    @BeforeEach
    void open() {
        ground = new Ground(directory);
    }

    @AfterEach
    void close() {
        ground.close();
    }

    @Test
    void d_j1_nobody_else_may_read_what_the_gateway_writes() throws IOException {
        List<Path> files = files();

        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .contains("tributary.db", "tributary.db-wal", "tributary.db-shm", "keyset.json");
        assertThat(files)
                .allSatisfy(file -> assertThat(mode(file))
                        .as(file.toString())
                        .isIn("rw-------", "rwx------", "r--------", "r-x------"));
        try (Stream<Path> all = Files.walk(directory)) {
            assertThat(all.filter(path -> Files.isDirectory(path) && !path.equals(directory)))
                    .isNotEmpty()
                    .allSatisfy(
                            path -> assertThat(mode(path)).as(path.toString()).isEqualTo("rwx------"));
        }
    }

    @Test
    void d_j1_a_keyset_that_others_may_read_is_refused_at_the_next_start() throws IOException {
        Path keyset = files().stream()
                .filter(file -> file.endsWith("keyset.json"))
                .findFirst()
                .orElseThrow();
        Files.setPosixFilePermissions(keyset, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(ground::restart).hasMessageContaining("chmod").hasMessageContaining("keyset.json");

        Files.setPosixFilePermissions(keyset, PosixFilePermissions.fromString("rw-------"));
        ground.restart();
        ground.assertUnharmed();
    }

    @Test
    void nothing_secret_is_in_the_files_in_clear_before_or_after_it_is_used() throws IOException {
        Journey asked = new Journey(ground, App.A, "ann");
        Journey left = new Journey(ground, App.A, "ben");
        left.leave();
        new Journey(ground, App.A, "alice").approve();
        ground.confirm(App.A, new Journey(ground, App.A, "bob").approve(), "bob")
                .is(201);
        ground.learnSecrets();

        assertThat(ground.witness.secrets()).hasSizeGreaterThan(20).contains(asked.token());
        for (Path file : files()) {
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                    .as(file.toString())
                    .doesNotContain(ground.witness.secrets());
        }
    }

    @Test
    void d_j2_the_gateway_and_the_simulator_listen_on_loopback_only() throws IOException {
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();

        for (InetAddress address : others) {
            for (int port : List.of(ground.port(), ground.wiki.port())) {
                try (Socket socket = new Socket()) {
                    assertThatThrownBy(() -> socket.connect(new InetSocketAddress(address, port), 2_000))
                            .as(address + ":" + port)
                            .isInstanceOf(IOException.class);
                }
            }
        }
    }

    @Test
    void d_j3_the_simulators_journal_is_not_for_pages_of_another_name() {
        try (RawSocket socket = new RawSocket(ground.wiki.port())) {
            assertThat(socket.send(RawSocket.head(
                                    "GET /simulator/requests HTTP/1.1", "Host: evil.example", "Connection: close"))
                            .readToEnd())
                    .containsPattern("^HTTP/1.1 (400|403|421) ");
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static String mode(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
