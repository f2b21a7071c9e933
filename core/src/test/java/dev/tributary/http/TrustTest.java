package dev.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.model.Misconfigured;
import dev.tributary.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator reads whose file of certificates is none. */
class TrustTest {

    private static final Secret PASSWORD = Secret.of("changeit");

    @TempDir
    static Path directory;

    private static Pki pki;

    @BeforeAll
    static void issue() {
        pki = new Pki(directory);
    }

    @Test
    void a_missing_file_is_named() {
        assertBundleFault(directory.resolve("nowhere.pem"), "cannot be read. Correct the path or its permissions.");
        assertBundleFault(directory, "cannot be read. Correct the path or its permissions.");
        assertStoreFault(
                directory.resolve("nowhere.p12"), PASSWORD, "cannot be read. Correct the path or its permissions.");
    }

    @Test
    void a_certificate_in_der_is_told_how_to_become_pem() throws IOException {
        assertBundleFault(
                Files.write(directory.resolve("ca.der"), pki.der("ca")),
                "is not PEM. Convert it: openssl x509 -inform der -in FILE -out ca.pem");
        assertBundleFault(file("empty.pem", ""), "is not PEM.");
    }

    @Test
    void a_key_is_no_certificate() throws IOException {
        String key = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2Vw\n-----END PRIVATE KEY-----\n";

        assertBundleFault(file("key.pem", key), "holds no certificate, but something else in PEM.");
    }

    @Test
    void half_a_certificate_is_none() throws IOException {
        String whole = pki.pemOf("ca");

        assertBundleFault(file("half.pem", whole.substring(0, 300)), "holds a certificate without an end.");
    }

    @Test
    void a_damaged_certificate_is_counted() throws IOException {
        byte[] der = pki.der("ca");
        der[5] ^= 0x55;
        String damaged = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(der) + "\n-----END CERTIFICATE-----\n";

        assertThatExceptionOfType(Misconfigured.class)
                .isThrownBy(() -> Trust.caBundle(file("damaged.pem", pki.pemOf("ca") + damaged)))
                .withMessageStartingWith("caBundle: Certificate number 2 of the file ")
                .withMessageEndingWith("damaged.pem is damaged. Copy it again, whole.");
    }

    @Test
    void a_file_that_is_far_too_large_is_not_read() throws IOException {
        assertBundleFault(file("large.pem", "x".repeat(5 << 20)), "is larger than 4 MiB. Name a file of certificates.");
    }

    @Test
    void text_between_certificates_does_not_matter() throws IOException {
        String text = "Issued for us\r\n" + pki.pemOf("ca") + "\n# and once more\n" + pki.pemOf("ca");

        assertThat(Trust.caBundle(file("commented.pem", text))).isNotNull();
    }

    @Test
    void a_wrong_password_is_told_and_not_repeated() {
        Path store = pki.trustStore("PKCS12", "ca");

        assertStoreFault(store, Secret.of("hush-hush"), "does not open with this password.");
    }

    @Test
    void something_else_is_no_trust_store() throws IOException {
        assertStoreFault(file("text.p12", "hello"), PASSWORD, "is neither JKS nor PKCS #12, or damaged.");
    }

    @Test
    void a_store_of_keys_trusts_nobody() {
        assertStoreFault(pki.keyStore(), PASSWORD, "holds no trusted certificate. Add the CA by: keytool -importcert");
    }

    private static Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static void assertBundleFault(Path file, String fault) {
        assertThatExceptionOfType(Misconfigured.class)
                .isThrownBy(() -> Trust.caBundle(file))
                .withMessageStartingWith("caBundle: The file " + file + " " + fault);
    }

    private static void assertStoreFault(Path file, Secret password, String fault) {
        assertThatExceptionOfType(Misconfigured.class)
                .isThrownBy(() -> Trust.trustStore(file, password))
                .withMessageStartingWith("trustStore: The file " + file + " " + fault)
                .withMessageNotContaining("hush-hush");
    }
}
