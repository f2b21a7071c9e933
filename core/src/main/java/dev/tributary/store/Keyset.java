package dev.tributary.store;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.AeadKey;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The keys that encrypt what a store keeps: a Tink keyset, whose primary key encrypts and whose every key decrypts.
 *
 * <p>Immutable, thread-safe, and without a string form of its keys. What changes it returns another one; a store that is open
 * takes up a change from its {@link KeySource}.
 */
public final class Keyset implements KeySource {

    private static final Configuration AEAD = AeadConfig2026.get();
    private static final byte[] NOT_BOUND = {};

    /** Base64 for a byte of version and four of the key's id, which every ciphertext begins with. */
    private static final int PREFIX = 8;

    private static final int VERSIONS = 2;

    private final String name;
    private final KeysetHandle handle;
    private final Aead aead;
    private final @Nullable Aead master;
    private final Set<Long> enabled;

    private Keyset(String name, KeysetHandle handle, @Nullable Aead master) throws GeneralSecurityException {
        this.name = name;
        this.handle = handle;
        this.aead = handle.getPrimitive(AEAD, Aead.class);
        this.master = master;
        this.enabled = keys().stream().filter(Key::enabled).map(Key::id).collect(Collectors.toUnmodifiableSet());
        requireNamedKeys();
    }

    /**
     * One key of a keyset, without its secret.
     *
     * @param id its id, which every ciphertext of it carries; 0 to 4294967295
     * @param primary whether it is the one that encrypts
     * @param enabled whether it decrypts; a disabled key only waits to be enabled again or removed
     */
    public record Key(long id, boolean primary, boolean enabled) {}

    /** Returns a new keyset that is forgotten with the process: for tests and for stores in memory. */
    public static Keyset ephemeral() {
        return made("ephemeral", null);
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
                    name,
                    TinkJsonProtoKeysetFormat.parseKeyset(json.reveal(), AEAD, InsecureSecretKeyAccess.get()),
                    null);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw unusable(name, "Tink's JSON form was expected", e);
        }
    }

    /**
     * Returns the keyset of a text that is itself encrypted: Tink's encrypted JSON form, as {@code tinkey} and {@link #writeTo}
     * write it. The master key may live in a key management service, which one of Tink's integrations makes an {@link Aead}
     * of; it is asked once, here. Blocks for that.
     *
     * <p>Throws {@link Misconfigured} when it is none, or the master key does not open it.
     *
     * @param name the setting it comes from, for messages
     * @param json the encrypted keyset
     * @param masterKey what it is encrypted with, without associated data
     */
    public static Keyset wrapped(String name, Secret json, Aead masterKey) {
        try {
            return new Keyset(
                    name,
                    TinkJsonProtoKeysetFormat.parseEncryptedKeyset(json.reveal(), masterKey, NOT_BOUND, AEAD),
                    masterKey);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw unusable(name, "Tink's encrypted JSON form, and the master key that wrapped it, were expected", e);
        }
    }

    /** Returns a new keyset with one key, which {@link #writeTo} writes encrypted with a master key. */
    public static Keyset wrapped(String name, Aead masterKey) {
        return made(name, masterKey);
    }

    /**
     * Returns a keyset file, made on first use if the store is still empty. It and its directory must be accessible to this
     * process's user alone; {@link KeySource#keyset} says what is thrown.
     */
    public static KeysetFile file(Path file) {
        return new KeysetFile(file.toAbsolutePath());
    }

    @Override
    public Keyset keyset(boolean mayCreate) {
        return this;
    }

    /** Returns its keys, in the order in which they were added. */
    public List<Key> keys() {
        return IntStream.range(0, handle.size())
                .mapToObj(handle::getAt)
                .map(key -> new Key(
                        Integer.toUnsignedLong(key.getId()), key.isPrimary(), key.getStatus() == KeyStatus.ENABLED))
                .toList();
    }

    /** Returns the id of the key that encrypts. */
    public long primary() {
        return Integer.toUnsignedLong(handle.getPrimary().getId());
    }

    /** Returns these keys and a new one behind them, which decrypts and does not encrypt yet. */
    public Keyset withNewKey() {
        return changed(KeysetHandle.newBuilder(handle).addEntry(newKey().withRandomId()));
    }

    /**
     * Returns these keys with another one as the primary.
     *
     * <p>Throws {@link Misconfigured} when there is no such key, or it is disabled.
     */
    public Keyset withPrimary(long id) {
        KeysetHandle.Builder keys = KeysetHandle.newBuilder(handle);
        if (!has(id)) {
            throw new Misconfigured(name, "It has no key " + id + " that could encrypt. Its keys: " + listed() + ".");
        }
        keys.getAt(place(id)).makePrimary();
        return changed(keys);
    }

    /** Returns these keys without one. {@link StoreKeys#without} proves first that nothing needs it. */
    Keyset without(long id) {
        return changed(KeysetHandle.newBuilder(handle).deleteAt(place(id)));
    }

    /**
     * Writes it to a new file with mode 0600 and forces it to the disk: encrypted, if it came {@linkplain #wrapped wrapped}, and
     * in clear otherwise. Blocks.
     *
     * <p>Throws {@link Misconfigured} when the file exists already or cannot be written.
     */
    public void writeTo(Path file) {
        try {
            PrivateFiles.write(file, text().reveal());
            PrivateFiles.syncDirectory(PrivateFiles.parent(file));
        } catch (FileAlreadyExistsException e) {
            throw new Misconfigured(
                    name, "The file " + file + " exists already, and is not overwritten. Choose another name.", e);
        } catch (IOException | UnsupportedOperationException e) {
            throw new Misconfigured(name, "The file " + file + " cannot be written.", e);
        }
    }

    /** Returns what it is written as. */
    Secret text() {
        try {
            return Secret.of(
                    master == null
                            ? TinkJsonProtoKeysetFormat.serializeKeyset(handle, AEAD, InsecureSecretKeyAccess.get())
                            : TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(handle, master, NOT_BOUND, AEAD));
        } catch (GeneralSecurityException e) {
            throw new Misconfigured(name, "The master key does not encrypt the keyset.", e);
        }
    }

    /** Returns the id of the key that a text was encrypted with, if it is a ciphertext. */
    static OptionalLong keyOf(Secret sealed) {
        String text = sealed.reveal();
        if (text.length() < PREFIX) {
            return OptionalLong.empty();
        }
        try {
            ByteBuffer prefix = ByteBuffer.wrap(Base64.getDecoder().decode(text.substring(0, PREFIX)));
            return prefix.get() < VERSIONS
                    ? OptionalLong.of(Integer.toUnsignedLong(prefix.getInt()))
                    : OptionalLong.empty();
        } catch (IllegalArgumentException e) {
            return OptionalLong.empty();
        }
    }

    /** Returns what it is called in messages. */
    String name() {
        return name;
    }

    /** Says whether it opens what a key of that id encrypted. */
    boolean has(long id) {
        return enabled.contains(id);
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

    private static Keyset made(String name, @Nullable Aead master) {
        try {
            KeysetHandle.Builder one = KeysetHandle.newBuilder()
                    .addEntry(newKey().withRandomId().makePrimary())
                    .setConfiguration(AEAD);
            return new Keyset(name, one.build(), master);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES.", e);
        }
    }

    private static KeysetHandle.Builder.Entry newKey() {
        return KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.XAES_256_GCM_192_BIT_NONCE);
    }

    private Keyset changed(KeysetHandle.Builder keys) {
        try {
            return new Keyset(name, keys.setConfiguration(AEAD).build(), master);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("What was checked before makes a keyset.", e);
        }
    }

    private int place(long id) {
        return IntStream.range(0, handle.size())
                .filter(i -> keys().get(i).id() == id)
                .findFirst()
                .orElseThrow(() -> new Misconfigured(name, "It has no key " + id + ". Its keys: " + listed() + "."));
    }

    private String listed() {
        return keys().stream().map(key -> Long.toString(key.id())).collect(Collectors.joining(", "));
    }

    /** A key whose ciphertexts do not carry its id could never be known to be out of use. */
    private void requireNamedKeys() {
        for (int i = 0; i < handle.size(); i++) {
            if (handle.getAt(i).getKey() instanceof AeadKey key
                    && key.getOutputPrefix().size() == 0) {
                throw new Misconfigured(
                        name,
                        "Its key " + Integer.toUnsignedString(handle.getAt(i).getId())
                                + " is of a kind without prefix (RAW), so that nobody could tell what it encrypted."
                                + " Use keys of the kind TINK.");
            }
        }
    }

    /** Without the cause: a parser's message may quote what it read. */
    private static Misconfigured unusable(String name, String expected, Exception e) {
        return e instanceof Misconfigured known
                ? known
                : new Misconfigured(
                        name,
                        "This is not a keyset for encryption: " + expected + ". Restore it from the backup;"
                                + " the tokens in the store cannot be read without it.");
    }
}
