package dev.tributary.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates, made by keytool. */
final class Certificates {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private Certificates() {}

    /**
     * Returns a server's side of TLS with a new certificate, by more options of {@code keytool -genkeypair}. That of the authority
     * which signed it, and which nobody knows, is in {@code ca.pem}.
     */
    static SSLContext server(Path directory, String... more) {
        try {
            KeyStore made = made(directory, more);
            Files.writeString(
                    directory.resolve("ca.pem"),
                    pem("CERTIFICATE", made.getCertificate("ca").getEncoded()));
            made.deleteEntry("ca");
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(made, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Writes a new certificate and its key to {@code tls.pem} and {@code tls.key}, as {@link #server} makes them, and returns what
     * a client trusts who knows its authority.
     */
    static SSLContext files(Path directory, String... more) {
        try {
            KeyStore made = made(directory, more);
            StringBuilder chain = new StringBuilder();
            for (Certificate one : made.getCertificateChain("server")) {
                chain.append(pem("CERTIFICATE", one.getEncoded()));
            }
            replace(
                    directory.resolve("tls.key"),
                    pem("PRIVATE KEY", made.getKey("server", PASSWORD).getEncoded()));
            replace(directory.resolve("tls.pem"), chain.toString());
            return client(made.getCertificate("ca"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext client(Certificate ca) throws GeneralSecurityException, IOException {
        KeyStore known = KeyStore.getInstance("PKCS12");
        known.load(null, null);
        known.setCertificateEntry("ca", ca);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(known);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static void replace(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static KeyStore made(Path directory, String... more) throws GeneralSecurityException, IOException {
        Path file = directory.resolve("server.p12");
        Files.deleteIfExists(file);
        make(file, "ca", "CN=Example Root CA", "-ext", "bc:c");
        make(
                file,
                "server",
                "CN=wiki",
                Stream.concat(Stream.of("-signer", "ca"), Stream.of(more)).toArray(String[]::new));
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + what
                + "-----\n";
    }

    private static void make(Path file, String alias, String name, String... more) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-genkeypair", "-alias", alias, "-dname", name));
        command.addAll(List.of("-keyalg", "EC", "-keystore", file.toString()));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", "changeit"));
        command.addAll(List.of(more));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
