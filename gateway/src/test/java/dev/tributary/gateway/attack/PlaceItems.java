package dev.tributary.gateway.attack;

import static dev.tributary.gateway.attack.Item.item;
import static dev.tributary.gateway.attack.Item.reaching;
import static dev.tributary.gateway.http.RawSocket.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.gateway.http.RawSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** Groups I and J: what else the gateway offers, and what it leaves on its machine. */
final class PlaceItems {

    private static final String LINKS = "POST /v1/connect-links HTTP/1.1";

    private PlaceItems() {}

    static Stream<Item> all() {
        return Stream.of(closed(), bodies(), places()).flatMap(items -> items);
    }

    private static Stream<Item> closed() {
        return Stream.concat(
                Stream.of(
                                "/console/",
                                "/console/connections",
                                "/console",
                                "/metrics",
                                "/v1/connections",
                                "/debug",
                                "/.env")
                        .map(path -> item("D-I1", path + " without credentials", ground -> {
                            Answer answer = ground.send(ground.to(path)).is(303, 401, 404);
                            assertThat(answer.body()).doesNotContain("alice", "wiki", "tributary_");
                        })),
                Stream.of(item("D-I2", "a page of another origin", PlaceItems::preflight)));
    }

    private static void preflight(Ground ground) {
        Answer answer = ground.send(ground.to("/v1/connections")
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization")
                .method("OPTIONS", BodyPublishers.noBody()));

        assertThat(answer.status()).matches(status -> status == 204 || (status >= 400 && status < 500));
        assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
    }

    private static Stream<Item> bodies() {
        String wish = Answer.JSON.writeValueAsString(Journey.wish("erin"));
        String deep = "[".repeat(5_000) + "]".repeat(5_000);
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        return Stream.of(
                json("5 000 levels", wish.replace("\"erin\"", deep)),
                json("5 000 open brackets", "[".repeat(5_000)),
                json("a member twice", wish.replace("{", "{\"user\":\"alice\",")),
                json("an unknown member", wish.replace("{", "{\"admin\":true,")),
                tooLarge(
                        "whose length is told",
                        "Content-Length: " + 10 * 1024 * 1024,
                        "{\"user\":\"" + "x".repeat(0x10000)),
                tooLarge("in chunks", "Transfer-Encoding: chunked", chunk.repeat(20)));
    }

    static Item json(String what, String json) {
        return item("D-I3", "JSON: " + what, ground -> {
            Answer answer = ground.send(ground.to("/v1/connect-links")
                            .header("Authorization", "Bearer " + App.A.key)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(json)))
                    .isProblem(400);

            assertThat(answer.body()).doesNotContain("/connect/", "\n", "line:", "column");
        });
    }

    private static Item tooLarge(String what, String field, String body) {
        return item(
                "D-I3",
                "10 MB of JSON " + what,
                ground -> assertThat(ground.raw(
                                head(LINKS, Calls.HOST, Calls.KEY, "Content-Type: application/json", field) + body))
                        .startsWith("HTTP/1.1 413 ")
                        .contains("application/problem+json"));
    }

    private static Stream<Item> places() {
        return Stream.of(
                item("D-J2", "a connection from outside this machine", PlaceItems::outside),
                item("D-J3", "a simulator by another name", PlaceItems::rebound),
                item("D-J1", "the modes of all files", PlaceItems::modes),
                reaching("D-J1", "a keyset that others may read", PlaceItems::openKeyset));
    }

    private static List<Path> files(Ground ground) throws IOException {
        try (Stream<Path> all = Files.walk(ground.directory)) {
            return all.filter(path -> !path.equals(ground.directory)).toList();
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void modes(Ground ground) throws IOException {
        assertThat(files(ground))
                .extracting(file -> file.getFileName().toString())
                .contains("tributary.db", "tributary.db-wal", "tributary.db-shm", "keyset.json");
        for (Path file : files(ground)) {
            if (file.toString().endsWith(".lck")) {
                assertThat(file).as("the driver's mark on its library").isEmptyFile();
                continue;
            }
            String owners = Files.isDirectory(file) ? "rwx------" : "r[w-][x-]------";
            assertThat(mode(file)).as(file.toString()).matches(owners);
        }
    }

    private static void openKeyset(Ground ground) throws IOException {
        Path keyset = ground.directory.resolve("tributary-keys/keyset.json");
        Files.setPosixFilePermissions(keyset, PosixFilePermissions.fromString("rw-r--r--"));
        try {
            assertThatThrownBy(ground::restart).hasMessageContaining("chmod").hasMessageContaining("keyset.json");
        } finally {
            Files.setPosixFilePermissions(keyset, PosixFilePermissions.fromString("rw-------"));
            ground.restart();
        }
    }

    private static void outside(Ground ground) throws IOException {
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
        for (InetAddress address : others) {
            for (int port : List.of(ground.port(), ground.wiki.port(), ground.wiki2.port())) {
                try (Socket socket = new Socket()) {
                    assertThatThrownBy(() -> socket.connect(new InetSocketAddress(address, port), 2_000))
                            .as(address + ":" + port)
                            .isInstanceOf(IOException.class);
                }
            }
        }
    }

    private static void rebound(Ground ground) {
        for (String path : List.of("/simulator/requests", "/simulator/grants")) {
            try (RawSocket socket = new RawSocket(ground.wiki.port())) {
                String request = head("GET " + path + " HTTP/1.1", "Host: evil.example", "Connection: close");
                assertThat(socket.send(request).readToEnd()).containsPattern("^HTTP/1.1 (400|403|421) ");
            }
        }
        assertThat(ground.raw(Calls.get("/v1/connections").replace(Calls.HOST, "Host: evil.example")))
                .containsPattern("^HTTP/1.1 (400|403|421) ");
    }
}
