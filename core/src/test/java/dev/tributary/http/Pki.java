package dev.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A company's certification authority and what it signed, made by keytool. */
public final class Pki {

    /** The name of the authority. */
    public static final String AUTHORITY = "CN=Example Root CA,O=Example Corp";

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Path directory;
    private final Path file;

    /** Makes the authority {@code ca}, known to nobody. */
    public Pki(Path directory) {
        this.directory = directory;
        this.file = directory.resolve("pki.p12");
        make("ca", AUTHORITY, "-ext", "bc:c");
    }

    /** Makes a key pair and a certificate of that name, by more options of {@code keytool -genkeypair}. */
    public void make(String alias, String name, String... more) {
        List<String> options =
                List.of("-genkeypair", "-alias", alias, "-dname", name, "-keyalg", "EC", "-validity", "30");
        keytool(options, List.of(more));
    }

    private void keytool(List<String> options, List<String> more) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.add("-J-XX:TieredStopAtLevel=1");
        command.addAll(options);
        command.addAll(more);
        command.addAll(List.of("-keystore", file.toString(), "-storetype", "PKCS12", "-storepass", "changeit"));
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

    /** Returns a server's side of TLS, which sends the first {@code length} certificates of that chain. */
    public SSLContext server(String alias, int length) {
        try {
            KeyStore all = KeyStore.getInstance(file.toFile(), PASSWORD);
            Key key = all.getKey(alias, PASSWORD);
            Certificate[] chain = all.getCertificateChain(alias);
            KeyStore one = KeyStore.getInstance("PKCS12");
            one.load(null, null);
            one.setKeyEntry(alias, key, PASSWORD, Arrays.copyOf(chain, Math.min(length, chain.length)));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(one, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns a client's side of TLS, which trusts that certificate alone. */
    public SSLContext client(String alias) {
        return Trust.caBundle(pem(alias)).context();
    }

    /** Returns a PEM file with certificates of those names. */
    public Path pem(String... aliases) {
        StringBuilder text = new StringBuilder();
        Arrays.stream(aliases)
                .forEach(alias -> text.append("# ").append(alias).append('\n').append(pemOf(alias)));
        return write(String.join("-", aliases) + ".pem", text.toString());
    }

    /** Returns one certificate in PEM. */
    public String pemOf(String alias) {
        return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(der(alias))
                + "\n-----END CERTIFICATE-----\n";
    }

    /** Returns one certificate in DER. */
    public byte[] der(String alias) {
        try {
            return KeyStore.getInstance(file.toFile(), PASSWORD)
                    .getCertificate(alias)
                    .getEncoded();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns a trust store with one certificate, under the password {@code changeit}. */
    public Path trustStore(String type, String alias) {
        Path target = directory.resolve(alias + "." + type);
        try {
            KeyStore store = KeyStore.getInstance(type);
            store.load(null, null);
            store.setCertificateEntry(
                    alias, KeyStore.getInstance(file.toFile(), PASSWORD).getCertificate(alias));
            try (var out = Files.newOutputStream(target)) {
                store.store(out, PASSWORD);
            }
            return target;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the file of all keys: a key store, but no trust store. */
    public Path keyStore() {
        return file;
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
