package dev.tributary.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.tributary.Tributary;
import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.authorization.Callback;
import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.Site;
import dev.tributary.evidence.FreePort;
import dev.tributary.model.Connection;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.Secret;
import dev.tributary.model.TributaryException;
import dev.tributary.simulator.ConfluenceSimulator;
import dev.tributary.simulator.browser.SimulatedBrowser;
import dev.tributary.simulator.junit.StartConfluence;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {

    private static final String REDIRECT = "http://localhost:8080/callback";
    private static final char[] PASSWORD = "changeit".toCharArray();

    @StartConfluence
    ConfluenceSimulator confluence;

    @TempDir
    Path directory;

    @Test
    void connections_outlive_the_program_and_their_tokens_lie_nowhere_in_clear() throws Exception {
        Connection connection;
        try (Tributary tributary = Installation.thatRemembers(site(confluence), directory)) {
            connection = connect(tributary, new SimulatedBrowser("alice", "alice"));
        }
        String refreshToken = confluence.grants().all().get(0).refreshTokens().get(0);
        assertThat(kept()).contains("alice").doesNotContain(refreshToken);

        try (Tributary again = Installation.thatRemembers(site(confluence), directory)) {
            Connection found = again.connection("alice", "wiki").orElseThrow();
            assertThat(found.id()).isEqualTo(connection.id());
            assertThat(again.confluence(found).currentUser().username()).isEqualTo("alice");
        }
    }

    @Test
    void who_has_the_files_and_not_the_master_key_opens_nothing() throws Exception {
        Aead masterKey = masterKey();
        try (Tributary tributary = Installation.thatAsksAService(site(confluence), directory, masterKey)) {
            connect(tributary, new SimulatedBrowser("alice", "alice"));
        }

        try (Tributary again = Installation.thatAsksAService(site(confluence), directory, masterKey)) {
            Connection found = again.connection("alice", "wiki").orElseThrow();
            assertThat(again.confluence(found).currentUser().username()).isEqualTo("alice");
        }
        Aead another = masterKey();
        assertThatThrownBy(() -> Installation.thatAsksAService(site(confluence), directory, another))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("master key");
    }

    private static Aead masterKey() throws GeneralSecurityException {
        return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get())
                .getPrimitive(AeadConfig2026.get(), Aead.class);
    }

    @Test
    void a_company_s_own_certificates_are_trusted_when_named_and_missed_when_not() throws Exception {
        KeyStore certificate = selfSigned(directory.resolve("localhost.p12"));
        SSLContext tls = context(certificate);
        try (ConfluenceSimulator secure =
                ConfluenceSimulator.dataCenter().https(tls).start()) {
            try (Tributary tributary = Installation.thatTrusts(site(secure), pem(certificate))) {
                Connection connection = connect(tributary, new SimulatedBrowser("alice", "alice", tls));
                assertThat(tributary.confluence(connection).spaces()).isNotEmpty();
            }
            try (Tributary distrusting = Tributary.builder().site(site(secure)).build()) {
                assertThatThrownBy(() -> connect(distrusting, new SimulatedBrowser("alice", "alice", tls)))
                        .isInstanceOf(Misconfigured.class)
                        .hasMessageContaining("localhost");
            }
        }
    }

    @Test
    void a_proxy_is_used_when_named() throws IOException {
        InetSocketAddress proxy = new InetSocketAddress("localhost", FreePort.next());
        try (Tributary tributary = Tributary.builder()
                .site(site(confluence))
                .network(Installation.through(proxy))
                .build()) {
            assertThatThrownBy(() -> connect(tributary, new SimulatedBrowser("alice", "alice")))
                    .isInstanceOf(TributaryException.class)
                    .hasMessageContaining("proxy");
        }
    }

    private String kept() throws IOException {
        StringBuilder kept = new StringBuilder();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                kept.append(Files.readString(file, ISO_8859_1));
            }
        }
        return kept.toString();
    }

    private static Connection connect(Tributary tributary, SimulatedBrowser browser) {
        AuthorizationRequest request = tributary.authorize("alice", "wiki").begin();
        String query = browser.approve(request.uri(), REDIRECT).getRawQuery();
        return tributary.complete(Callback.of("wiki", query, request.browser()), "alice");
    }

    private static Site site(ConfluenceSimulator at) {
        ClientRegistration registration = new ClientRegistration(
                "tributary", Secret.of("tributary-secret"), URI.create(REDIRECT), List.of("WRITE"));
        return Site.dataCenter("wiki", at.baseUrl(), registration);
    }

    private Path pem(KeyStore certificate) throws GeneralSecurityException, IOException {
        byte[] der = certificate.getCertificate("localhost").getEncoded();
        String lines = Base64.getMimeEncoder().encodeToString(der);
        return Files.writeString(
                directory.resolve("company-ca.pem"),
                "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n");
    }

    private static SSLContext context(KeyStore certificate) throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(certificate, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(certificate);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore selfSigned(Path file) throws GeneralSecurityException, IOException, InterruptedException {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(List.of(
                        keytool,
                        "-genkeypair",
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-alias",
                        "localhost",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost"))
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }
}
