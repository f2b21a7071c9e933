package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tributary.evidence.FreePort;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.model.Misconfigured;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.junit.StartConfluence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway with a certificate of its own, over real sockets. */
@SuppressWarnings("NullAway.Init")
class TlsTest {

    private static final String NAMES = "san=dns:localhost,dns:gateway.example.org";
    private static final Duration LONG = Duration.ofSeconds(60);

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    private SSLContext trusting;
    private int port;

    @BeforeEach
    void make() {
        trusting = Certificates.files(directory, "-ext", NAMES);
        port = FreePort.next();
    }

    private Gateway gateway(String publicUrl) {
        String yaml = """
                publicUrl: %s
                listen: localhost:%d
                tls: { certificate: tls.pem, key: tls.key }
                sites:
                  wiki:
                    dataCenter: { baseUrl: "%s", clientId: gateway, clientSecret: "${WIKI_SECRET}" }
                    simulator: true
                apps:
                  portal: { keys: ["${PORTAL_KEY}"], sites: [wiki], rights: [proxy] }
                """.formatted(publicUrl, port, confluence.baseUrl());
        Map<String, String> environment =
                Map.of("WIKI_SECRET", "secret-of-the-gateway", "PORTAL_KEY", GatewayWorld.key("portal"));
        return Gateway.start(GatewayConfig.parse(yaml, directory, environment));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void answers_over_tls_and_has_browsers_stay_there(String version) {
        try (Gateway gateway = gateway("https://gateway.example.org")) {
            assertThat(gateway.uri()).hasToString("https://gateway.example.org");
            String answer = ask("gateway.example.org", "/health/live", version);

            assertThat(answer).startsWith("HTTP/1.1 200 ").contains("strict-transport-security: max-age=31536000");
            assertThat(ask("gateway.example.org", "/nothing/here", version))
                    .startsWith("HTTP/1.1 404 ")
                    .contains("strict-transport-security: max-age=31536000");
        }
    }

    @Test
    void does_not_bind_other_programs_of_this_machine_to_tls() {
        try (Gateway gateway = gateway("https://localhost")) {
            assertThat(gateway.uri()).hasScheme("https");
            assertThat(ask("localhost", "/health/live", "TLSv1.3"))
                    .startsWith("HTTP/1.1 200 ")
                    .doesNotContain("strict-transport-security");
        }
    }

    @Test
    void is_as_strict_as_without() {
        try (Gateway gateway = gateway("https://localhost")) {
            assertThat(gateway.uri()).hasScheme("https");
            assertThat(ask("localhost", "/health/live", "TLSv1.3", "Content-Length: 1\r\nContent-Length: 2\r\n"))
                    .startsWith("HTTP/1.1 400 ");
            assertThat(ask("localhost", "/sites/wiki/rest/api/../x", "TLSv1.3")).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void tells_nothing_to_who_speaks_no_tls() throws IOException {
        try (Gateway gateway = gateway("https://localhost");
                Socket socket = new Socket("localhost", port)) {
            assertThat(gateway.uri()).hasScheme("https");
            socket.setSoTimeout(Math.toIntExact(LONG.toMillis()));
            socket.getOutputStream()
                    .write("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("HTTP/1.1 200");
        }
    }

    @Test
    void takes_a_new_certificate_without_a_restart_and_keeps_the_old_while_the_new_is_broken() throws IOException {
        try (Gateway gateway = gateway("https://localhost");
                LogLines log = LogLines.of("dev.tributary.gateway")) {
            assertThat(gateway.uri()).hasScheme("https");
            BigInteger first = serial();
            String whole = Files.readString(directory.resolve("tls.pem"));
            Files.writeString(directory.resolve("tls.pem"), "half a file");
            await().atMost(LONG)
                    .until(() -> log.written().stream()
                            .anyMatch(line ->
                                    line.contains("goes on with the certificate that it has. tls.certificate:")));
            assertThat(serial()).isEqualTo(first);
            Files.writeString(directory.resolve("tls.pem"), whole);

            trusting = Certificates.files(directory, "-ext", NAMES);
            await().atMost(LONG).ignoreExceptions().until(() -> !serial().equals(first));
            assertThat(ask("localhost", "/health/live", "TLSv1.3")).startsWith("HTTP/1.1 200 ");
            assertThat(log.written()).anyMatch(line -> line.contains("has a new certificate, until "));
        }
    }

    @Test
    void does_not_start_with_a_key_that_others_may_read() throws IOException {
        Files.setPosixFilePermissions(directory.resolve("tls.key"), PosixFilePermissions.fromString("rw-r-----"));

        assertRefused("tls.key", "is open to other users. Run: chmod 600 ");
    }

    @Test
    void does_not_start_with_the_key_of_another_certificate() throws IOException {
        String key = Files.readString(directory.resolve("tls.key"));
        Certificates.files(directory, "-ext", NAMES);
        Files.writeString(directory.resolve("tls.key"), key);

        assertRefused("tls.key", "is not that of the first certificate");
    }

    @Test
    void does_not_start_with_a_file_that_has_no_key() throws IOException {
        Files.writeString(
                directory.resolve("tls.key"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");

        assertRefused("tls.key", "has no private key in PEM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void does_not_start_with_a_file_that_has_no_certificate(String content) throws IOException {
        Files.writeString(directory.resolve("tls.pem"), content);

        assertRefused("tls.certificate", "has no certificate in PEM");
    }

    @Test
    void is_a_fault_where_nobody_would_reach_it_or_a_file_is_missing() {
        assertThatThrownBy(() -> gateway("http://localhost")).hasMessageContaining("tls: The publicUrl is http");
        assertThatThrownBy(() -> {
                    Files.delete(directory.resolve("tls.key"));
                    gateway("https://localhost");
                })
                .hasMessageContaining("tls.key: There is no file of that name");
    }

    private void assertRefused(String setting, String what) {
        assertThatThrownBy(() -> gateway("https://localhost"))
                .isInstanceOfSatisfying(
                        Misconfigured.class, wrong -> assertThat(wrong.key()).isEqualTo(setting))
                .hasMessageContaining(what);
    }

    private String ask(String host, String target, String version, String... more) {
        try (SSLSocket socket = connected(version)) {
            String request = "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n"
                    + String.join("", more) + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1)
                    .replace("Strict-Transport-Security", "strict-transport-security");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BigInteger serial() throws IOException {
        try (SSLSocket socket = connected("TLSv1.3")) {
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
        }
    }

    private SSLSocket connected(String version) throws IOException {
        SSLSocket socket = (SSLSocket) trusting.getSocketFactory().createSocket("localhost", port);
        socket.setSoTimeout(Math.toIntExact(LONG.toMillis()));
        socket.setEnabledProtocols(new String[] {version});
        socket.startHandshake();
        return socket;
    }
}
