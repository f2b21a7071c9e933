package dev.tributary.http;

import dev.tributary.model.Misconfigured;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Certificates in a PEM file (RFC 7468). What stands between them is ignored, as the RFC has it. */
final class PemBundle {

    private static final String KEY = "caBundle";
    private static final int LARGEST = 4 << 20;
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final Pattern BLOCK = Pattern.compile(BEGIN + "([^-]*+)-----END CERTIFICATE-----");

    private PemBundle() {}

    static KeyStore read(Path file) {
        String text = text(file);
        List<MatchResult> blocks = BLOCK.matcher(text).results().toList();
        if (blocks.isEmpty()) {
            throw new Misconfigured(KEY, "The file " + file + " " + whyNone(text));
        }
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < blocks.size(); i++) {
                store.setCertificateEntry(
                        "ca-" + i, certificate(file, i + 1, blocks.get(i).group(1)));
            }
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This Java platform cannot keep certificates.", e);
        }
    }

    private static String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new Misconfigured(
                        KEY, "The file " + file + " is larger than 4 MiB. Name a file of certificates.");
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new Misconfigured(
                    KEY, "The file " + file + " cannot be read. Correct the path or its permissions.", e);
        }
    }

    private static String whyNone(String text) {
        if (text.contains(BEGIN)) {
            return "holds a certificate without an end. Copy the file again, whole.";
        }
        if (text.contains("-----BEGIN ")) {
            return "holds no certificate, but something else in PEM. Name a file with '" + BEGIN + "'.";
        }
        return "is not PEM. Convert it: openssl x509 -inform der -in FILE -out ca.pem";
    }

    private static Certificate certificate(Path file, int number, String base64) {
        try {
            byte[] der = Base64.getMimeDecoder().decode(base64);
            return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException | IllegalArgumentException e) {
            throw new Misconfigured(
                    KEY,
                    "Certificate number %d of the file %s is damaged. Copy it again, whole.".formatted(number, file),
                    e);
        }
    }
}
