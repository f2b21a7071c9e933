package dev.tributary.http;

import dev.tributary.model.Secret;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificates are accepted. Host names are always checked, and there is no way to accept everything.
 *
 * <p>Immutable and thread-safe. Files are read once, here; the methods throw {@link dev.tributary.model.Misconfigured} when
 * that fails, naming the setting {@code caBundle} or {@code trustStore}.
 */
public final class Trust {

    /** Those that the Java platform accepts. */
    public static final Trust PLATFORM = new Trust(null);

    private final @Nullable KeyStore certificates;

    private Trust(@Nullable KeyStore certificates) {
        this.certificates = certificates;
    }

    /** Accepts the certification authorities in a PEM file, and nobody else. */
    public static Trust caBundle(Path file) {
        return new Trust(PemBundle.read(file));
    }

    /** Accepts the trusted certificates in a JKS or PKCS #12 file, and nobody else. */
    public static Trust trustStore(Path file, Secret password) {
        return new Trust(TrustStoreFile.read(file, password));
    }

    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new CertificateCheck(platformCheck())}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java platform cannot do TLS.", e);
        }
    }

    private X509ExtendedTrustManager platformCheck() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(certificates);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager checking) {
                return checking;
            }
        }
        throw new GeneralSecurityException("No trust manager checks X.509 certificates.");
    }
}
