package dev.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.simulator.browser.SimulatedBrowser;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @Test
    void the_journey_runs_over_https_and_its_cookie_is_secure(@TempDir Path directory) throws Exception {
        SSLContext tls = selfSigned(directory.resolve("localhost.p12"));
        try (ConfluenceSimulator confluence =
                ConfluenceSimulator.dataCenter().https(tls).start()) {
            assertThat(confluence.baseUrl().getScheme()).isEqualTo("https");
            List<String> seen = new ArrayList<>();
            URI callback = new SimulatedBrowser("alice", "alice", tls)
                    .listener(exchange -> seen.add(exchange.toString()))
                    .approve(new TestClient(confluence).authorizeUri(), TestClient.REDIRECT_URI);
            assertThat(callback.getQuery()).contains("code=");
            assertThat(seen).hasSize(6);
            assertThat(cookieOf(confluence, tls)).contains("; Secure");
        }
    }

    private static String cookieOf(ConfluenceSimulator confluence, SSLContext tls)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(confluence.baseUrl() + "/login.action"))
                .build();
        return HttpClient.newBuilder()
                .sslContext(tls)
                .build()
                .send(request, BodyHandlers.discarding())
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
    }

    private static SSLContext selfSigned(Path file) throws GeneralSecurityException, IOException, InterruptedException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
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
                        "SAN=dns:localhost")
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
