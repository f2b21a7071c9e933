package dev.tributary.gateway.http;

import dev.tributary.model.Misconfigured;
import dev.tributary.store.PrivateFiles;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The two PEM files of the gateway's own certificate. Blocks. Thread-safe.
 *
 * @param certificate the file with the certificate, and those of its authorities after it
 * @param key the file with its private key
 */
public record TlsFiles(Path certificate, Path key) {

    private static final int LARGEST = 1024 * 1024;
    private static final String CERTIFICATE = "tls.certificate";
    private static final String KEY = "tls.key";
    private static final @Nullable Vertx NO_FILES = null;
    private static final byte[] PROBE = {1, 2, 3};

    /**
     * What the files had when they were read.
     *
     * @param pem both, as Vert.x takes them
     * @param chain the certificates, the gateway's own first
     */
    public record Read(PemKeyCertOptions pem, List<X509Certificate> chain) {

        /** Keeps its own copy. */
        public Read {
            chain = List.copyOf(chain);
        }

        /** Says whether the files had the same, to the byte. */
        public boolean isSameAs(Read other) {
            return pem.getCertValues().equals(other.pem.getCertValues())
                    && pem.getKeyValues().equals(other.pem.getKeyValues());
        }

        @Override
        public String toString() {
            return "TlsFiles.Read[" + chain.get(0).getSubjectX500Principal() + "]";
        }
    }

    /**
     * Reads both. Throws {@link Misconfigured} where one is not there, is not in PEM, or is open to others, and where the two do not
     * belong together.
     */
    public Read read() {
        PrivateFiles.check(KEY, key);
        Buffer certificates = content(CERTIFICATE, certificate);
        PemKeyCertOptions pem =
                new PemKeyCertOptions().addCertValue(certificates).addKeyValue(content(KEY, key));
        List<X509Certificate> chain = chain(certificates);
        PublicKey own = chain.get(0).getPublicKey();
        checkTogether(own, privateKey(pem, own.getAlgorithm()));
        return new Read(pem, chain);
    }

    private static Buffer content(String setting, Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new Misconfigured(setting, file + " is larger than 1 MiB. Is this the right file?");
            }
            return Buffer.buffer(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new Misconfigured(setting, file + " cannot be read. Correct the name or the file's permissions.", e);
        }
    }

    private List<X509Certificate> chain(Buffer pem) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes()))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .collect(Collectors.collectingAndThen(Collectors.toList(), this::notEmpty));
        } catch (CertificateException e) {
            throw noCertificate(e);
        }
    }

    private List<X509Certificate> notEmpty(List<X509Certificate> chain) {
        if (chain.isEmpty()) {
            throw noCertificate(null);
        }
        return chain;
    }

    private Misconfigured noCertificate(@Nullable Throwable cause) {
        return new Misconfigured(
                CERTIFICATE,
                certificate
                        + " has no certificate in PEM. Put the gateway's own first, and those of its authorities after it.",
                cause);
    }

    /** Vert.x knows more forms of a key than the platform does. It would look for files only, of which it has none here. */
    private PrivateKey privateKey(PemKeyCertOptions pem, String algorithm) {
        try {
            KeyManager manager = pem.getKeyManagerFactory(NO_FILES).getKeyManagers()[0];
            String[] names = ((X509KeyManager) manager).getServerAliases(algorithm, null);
            return ((X509KeyManager) manager).getPrivateKey(names[0]);
        } catch (Exception e) {
            // What the parser says may quote what it could not read.
            throw new Misconfigured(
                    KEY, key + " has no private key in PEM that is not encrypted. Is this the right file?", null);
        }
    }

    private void checkTogether(PublicKey own, PrivateKey secret) {
        try {
            Signature signature = Signature.getInstance(
                    switch (own.getAlgorithm()) {
                        case "RSA" -> "SHA256withRSA";
                        case "EC" -> "SHA256withECDSA";
                        default -> own.getAlgorithm();
                    });
            signature.initSign(secret);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(own);
            signature.update(PROBE);
            if (signature.verify(signed)) {
                return;
            }
        } catch (GeneralSecurityException e) {
            // Keys of two kinds do not belong together either.
        }
        throw new Misconfigured(
                KEY,
                "The key in " + key + " is not that of the first certificate in " + certificate
                        + ". Put the gateway's own certificate first, or name the key that belongs to it.");
    }
}
