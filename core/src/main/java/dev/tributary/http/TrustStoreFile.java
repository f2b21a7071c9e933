package dev.tributary.http;

import dev.tributary.model.Misconfigured;
import dev.tributary.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.UnrecoverableKeyException;
import java.util.Collections;

/** Trusted certificates in a key store file, whose type is recognised by its content. */
final class TrustStoreFile {

    private static final String KEY = "trustStore";

    private TrustStoreFile() {}

    static KeyStore read(Path file, Secret password) {
        if (!Files.isReadable(file)) {
            throw new Misconfigured(KEY, "The file " + file + " cannot be read. Correct the path or its permissions.");
        }
        try {
            KeyStore store =
                    KeyStore.getInstance(file.toFile(), password.reveal().toCharArray());
            if (!holdsTrusted(store)) {
                throw new Misconfigured(
                        KEY,
                        "The file " + file + " holds no trusted certificate. Add the CA by: keytool -importcert"
                                + " -trustcacerts -file ca.pem -keystore FILE");
            }
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new Misconfigured(KEY, "The file " + file + " " + why(e), e);
        }
    }

    private static boolean holdsTrusted(KeyStore store) throws KeyStoreException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isCertificateEntry(alias)) {
                return true;
            }
        }
        return false;
    }

    private static String why(Exception failure) {
        return failure.getCause() instanceof UnrecoverableKeyException
                ? "does not open with this password. Correct the password of the trust store."
                : "is neither JKS nor PKCS #12, or damaged. For certificates in PEM use caBundle.";
    }
}
