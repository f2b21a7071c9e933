package dev.tributary.store;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * The keys that encrypt what a store keeps: a Tink keyset, whose primary key encrypts and whose every key decrypts.
 *
 * <p>Immutable, thread-safe, and without a string form of its keys.
 */
public final class Keyset implements KeySource {

    private static final Configuration AEAD = AeadConfig2026.get();

    private final String name;
    private final Aead aead;

    private Keyset(String name, KeysetHandle handle) throws GeneralSecurityException {
        this.name = name;
        this.aead = handle.getPrimitive(AEAD, Aead.class);
    }

    /** Returns a new keyset that is forgotten with the process: for tests and for stores in memory. */
    public static Keyset ephemeral() {
        try {
            return new Keyset("ephemeral", fresh());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES.", e);
        }
    }

    /**
     * Returns the keyset of a text, Tink's JSON form, as an environment variable or a vault holds it.
     *
     * <p>Throws {@link Misconfigured} when it is none.
     *
     * @param name the setting it comes from, for messages
     * @param json the keyset
     */
    public static Keyset parse(String name, Secret json) {
        try {
            return new Keyset(
                    name, TinkJsonProtoKeysetFormat.parseKeyset(json.reveal(), AEAD, InsecureSecretKeyAccess.get()));
        } catch (GeneralSecurityException | RuntimeException e) {
            // Without the cause: a parser's message may quote what it read.
            throw new Misconfigured(
                    name,
                    "This is not a keyset for encryption: Tink's JSON form was expected. Restore it from the backup;"
                            + " the tokens in the store cannot be read without it.");
        }
    }

    /**
     * Returns a keyset file, made on first use if the store is still empty. It and its directory must be accessible to this
     * process's user alone; {@link KeySource#keyset} says what is thrown.
     */
    public static KeySource file(Path file) {
        return new KeysetFile(file.toAbsolutePath());
    }

    @Override
    public Keyset keyset(boolean mayCreate) {
        return this;
    }

    /** Makes the text of a new keyset with one key. */
    static Secret generate() throws GeneralSecurityException {
        return Secret.of(TinkJsonProtoKeysetFormat.serializeKeyset(fresh(), AEAD, InsecureSecretKeyAccess.get()));
    }

    /** Returns what it is called in messages. */
    String name() {
        return name;
    }

    Secret seal(Secret plain, byte[] associatedData) {
        try {
            byte[] sealed = aead.encrypt(plain.reveal().getBytes(StandardCharsets.UTF_8), associatedData);
            return Secret.of(Base64.getEncoder().encodeToString(sealed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Encrypting does not fail on its own.", e);
        }
    }

    /** Throws if it was sealed with another keyset or for another place, or is no ciphertext at all. */
    Secret open(Secret sealed, byte[] associatedData) throws GeneralSecurityException {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(sealed.reveal());
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("not base64");
        }
        return Secret.of(new String(aead.decrypt(bytes, associatedData), StandardCharsets.UTF_8));
    }

    private static KeysetHandle fresh() throws GeneralSecurityException {
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.XAES_256_GCM_192_BIT_NONCE)
                        .withRandomId()
                        .makePrimary())
                .setConfiguration(AEAD)
                .build();
    }
}
