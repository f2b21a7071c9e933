package dev.tributary.acceptance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What runs on a developer's machine is nobody else's business: not the network's, and not that of a page in the browser. */
class LoopbackOnlyIT {

    private static final int PATIENCE = 10_000;

    @Tag("C34")
    @Tag("C35")
    @ParameterizedTest
    @ValueSource(strings = {"demo", "simulate"})
    void listens_on_loopback_only(String command) {
        try (TributaryProcess server = TributaryProcess.start(Map.of(), command, "--port", "0")) {
            server.ready();

            assertThat(ListeningSockets.of(server.pid()))
                    .hasSize(command.equals("demo") ? 3 : 1)
                    .allMatch(address -> address.getAddress().isLoopbackAddress());
        }
    }

    @Tag("C35")
    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/simulator/requests", "/simulator/grants", "/connect/x", "/status", "/v1/connections"})
    void the_demo_answers_to_no_other_name(String path) throws IOException {
        try (TributaryProcess demo = TributaryProcess.start(Map.of(), "demo", "--port", "0")) {
            demo.ready();

            for (InetSocketAddress address : ListeningSockets.of(demo.pid())) {
                assertThat(statusOf(address, path, "evil.example"))
                        .as("%s at %s", path, address)
                        .isIn("400", "403", "421");
                assertThat(statusOf(address, path, "localhost.evil.example:" + address.getPort()))
                        .as("%s at %s", path, address)
                        .isIn("400", "403", "421");
            }
        }
    }

    @Tag("C34")
    @ParameterizedTest
    @ValueSource(strings = {"/simulator/requests", "/simulator/grants", "/simulator/clock"})
    void the_simulator_is_controlled_from_no_other_name(String path) throws IOException {
        try (TributaryProcess simulator = TributaryProcess.start(Map.of(), "simulate", "--port", "0")) {
            simulator.ready();

            List<InetSocketAddress> addresses = ListeningSockets.of(simulator.pid());
            assertThat(addresses).hasSize(1);
            assertThat(statusOf(addresses.get(0), path, "evil.example")).isIn("400", "403", "421");
            assertThat(statusOf(addresses.get(0), path, "localhost")).isEqualTo("200");
        }
    }

    private static String statusOf(InetSocketAddress address, String path, String host) throws IOException {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(PATIENCE);
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return new String(socket.getInputStream().readNBytes("HTTP/1.1 200".length()), US_ASCII).substring(9);
        }
    }
}
