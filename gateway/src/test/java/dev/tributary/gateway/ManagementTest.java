package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.evidence.FreePort;
import dev.tributary.gateway.http.RawSocket;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A management listener at an address that is none of the three names of its machine, as one in a network of operators is. */
@Tag("C32")
@SuppressWarnings("NullAway.Init")
class ManagementTest {

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    private InetAddress address;
    private int port;
    private GatewayWorld world;

    @BeforeEach
    void start() throws IOException {
        address = InetAddress.getByName("127.0.0.2");
        port = FreePort.next();
        world = new GatewayWorld(
                confluence,
                directory,
                "management: { listen: 127.0.0.2:%d, names: [gateway1.example.org, Node_2] }\n".formatted(port),
                Map.of());
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "gateway1.example.org.evil.example",
                "gateway2.example.org",
                "127.0.0.2.evil.example",
                "127.0.0.2.",
                "1.2.3"
            })
    void a_page_that_has_bound_its_own_name_to_the_address_is_shown_nothing(String host) {
        assertThat(asked("GET /metrics", host))
                .startsWith("HTTP/1.1 421 ")
                .contains("management.names")
                .doesNotContain("tributary_");
        assertThat(asked("POST /reload", host)).startsWith("HTTP/1.1 421 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.2",
                "10.1.2.3",
                "[fd00::1]",
                "localhost",
                "gateway1.example.org",
                "GATEWAY1.Example.org",
                "node_2"
            })
    void whoever_asks_by_an_address_or_by_a_name_that_was_given_is_answered(String host) {
        assertThat(asked("GET /metrics", host)).startsWith("HTTP/1.1 200 ").contains("tributary_");
    }

    private String asked(String line, String host) {
        try (RawSocket socket = new RawSocket(address, port)) {
            return socket.send(RawSocket.head(
                            line + " HTTP/1.1", "Host: " + host + ":" + port, "Content-Length: 0", "Connection: close"))
                    .readToEnd();
        }
    }
}
