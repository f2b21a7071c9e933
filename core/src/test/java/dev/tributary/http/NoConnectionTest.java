package dev.tributary.http;

import static dev.tributary.http.Calling.failure;
import static dev.tributary.http.Calling.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tributary.http.TransportException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody there to be sent anything. */
class NoConnectionTest {

    private final HttpTransport transport = new HttpTransport(Network.DIRECT);

    @Test
    void a_port_where_nobody_listens_is_told() {
        TransportException failure = failure(transport, post(URI.create("http://localhost:1/x"), "secret"));

        assertThat(failure)
                .hasMessage("localhost:1 refuses connections, or no way leads there. Check baseUrl, and whether anybody"
                        + " listens there.");
        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure.nothingSent()).isTrue();
    }

    @Test
    void a_host_name_that_nobody_knows_is_told() {
        TransportException failure = failure(transport, post(URI.create("https://wiki.invalid/x"), "secret"));

        assertThat(failure)
                .hasMessage(
                        "The host name of wiki.invalid:443 is unknown. Correct baseUrl, or make the name known to this"
                                + " machine.");
        assertThat(failure.kind()).isEqualTo(Kind.UNKNOWN_HOST);
        assertThat(failure.nothingSent()).isTrue();
    }

    /** A listener whose queue is full lets nobody in, and refuses nobody: as a firewall does that drops what comes. */
    @Test
    void a_port_that_lets_nobody_in_is_left() throws IOException {
        Network impatient = new Network(Trust.PLATFORM, null, Duration.ofMillis(300), Duration.ofSeconds(20));
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            fill(full, waiting);

            TransportException failure = failure(
                    new HttpTransport(impatient),
                    post(URI.create("http://localhost:" + full.getLocalPort()), "secret"));

            assertThat(failure)
                    .hasMessage(
                            "localhost:%d accepted no connection within 300 ms. Check baseUrl, and whether a firewall or a"
                                    + " proxy is in between.",
                            full.getLocalPort());
            assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(failure.nothingSent()).isTrue();
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    private static void fill(ServerSocket full, List<Socket> waiting) throws IOException {
        for (int i = 0; i < 16; i++) {
            Socket socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(full.getLocalSocketAddress(), 200);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
        throw new IOException("The queue does not fill.");
    }

    @Test
    void a_network_without_patience_is_none() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Network(Trust.PLATFORM, null, Duration.ZERO, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Network(Trust.PLATFORM, null, Duration.ofSeconds(1), Duration.ofSeconds(-1)));
    }
}
