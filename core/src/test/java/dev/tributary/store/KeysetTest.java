package dev.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keysets and their changes. */
final class KeysetTest {

    private static final byte[] PLACE = "place".getBytes(StandardCharsets.UTF_8);
    private static final Secret PLAIN = Secret.of("plain");

    @TempDir
    private Path directory;

    @Test
    void a_new_key_decrypts_and_encrypts_only_as_the_primary() throws Exception {
        Keyset before = Keyset.ephemeral();
        Keyset added = before.withNewKey();
        Keyset promoted = added.withPrimary(newest(added));

        assertThat(added.keys()).hasSize(2);
        assertThat(added.primary()).isEqualTo(before.primary());
        assertThat(promoted.primary()).isEqualTo(newest(added));
        assertThat(Keyset.keyOf(added.seal(PLAIN, PLACE))).hasValue(before.primary());
        Secret sealed = promoted.seal(PLAIN, PLACE);
        assertThat(Keyset.keyOf(sealed)).hasValue(newest(added));
        assertThat(added.open(sealed, PLACE)).isEqualTo(PLAIN);
        assertThatThrownBy(() -> before.open(sealed, PLACE)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void a_keyset_without_a_key_does_not_open_what_that_key_encrypted() throws Exception {
        Keyset before = Keyset.ephemeral();
        Secret sealed = before.seal(PLAIN, PLACE);
        Keyset both = before.withNewKey();
        Keyset promoted = both.withPrimary(newest(both));

        assertThat(promoted.open(sealed, PLACE)).isEqualTo(PLAIN);
        Keyset rest = promoted.without(before.primary());
        assertThat(rest.keys()).containsExactly(new Keyset.Key(newest(both), true, true));
        assertThatThrownBy(() -> rest.open(sealed, PLACE)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void an_unknown_key_is_not_promoted_and_those_there_are_are_named() {
        Keyset keyset = Keyset.ephemeral();

        assertThatThrownBy(() -> keyset.withPrimary(keyset.primary() + 1))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("no key " + (keyset.primary() + 1))
                .hasMessageContaining("Its keys: " + keyset.primary());
    }

    @Test
    void keys_whose_ciphertexts_do_not_name_them_are_refused() throws Exception {
        KeysetHandle raw = KeysetHandle.generateNew(
                PredefinedAeadParameters.XAES_256_GCM_192_BIT_NONCE_NO_PREFIX, AeadConfig2026.get());
        Secret json = Secret.of(
                TinkJsonProtoKeysetFormat.serializeKeyset(raw, AeadConfig2026.get(), InsecureSecretKeyAccess.get()));

        assertThatThrownBy(() -> Keyset.parse("TRIBUTARY_KEYSET", json))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("TRIBUTARY_KEYSET")
                .hasMessageContaining("RAW");
    }

    @Test
    void what_is_no_ciphertext_names_no_key() {
        assertThat(Keyset.keyOf(Secret.of("short"))).isEmpty();
        assertThat(Keyset.keyOf(Secret.of("not base64 at all"))).isEmpty();
        assertThat(Keyset.keyOf(Secret.of("AgAAAAAAAAAA")))
                .as("an unknown version")
                .isEmpty();
    }

    @Test
    void a_wrapped_keyset_is_written_encrypted_and_read_with_its_master_key_alone() throws Exception {
        Aead kms = kms();
        Keyset made = Keyset.wrapped("vault", kms);
        Secret sealed = made.seal(PLAIN, PLACE);
        Keyset rotated = made.withNewKey();
        Path file = directory.resolve("wrapped.json");
        rotated.withPrimary(newest(rotated)).writeTo(file);
        Secret text = Secret.of(Files.readString(file));

        Keyset read = Keyset.wrapped("vault", text, kms);
        assertThat(read.keys()).hasSize(2);
        assertThat(read.open(sealed, PLACE)).isEqualTo(PLAIN);
        assertThat(text.reveal()).contains("encryptedKeyset").doesNotContain("keyData");
        assertThatThrownBy(() -> Keyset.wrapped("vault", text, kms()))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("vault")
                .hasMessageContaining("master key")
                .hasNoCause();
        assertThatThrownBy(() -> Keyset.parse("vault", text)).isInstanceOf(Misconfigured.class);
    }

    @Test
    void a_wrapped_keyset_serves_a_store() throws Exception {
        Aead kms = kms();
        MemoryStore within = new MemoryStore();
        Path file = directory.resolve("wrapped.json");
        Keyset.wrapped("vault", kms).writeTo(file);
        KeySource vault = mayCreate -> Keyset.wrapped("vault", read(file), kms);
        StoredConnection alice = Rows.first("alice");
        EncryptedStore.open(within, false, vault).insert(alice);

        assertThat(EncryptedStore.open(within, true, vault)
                        .find(alice.connection().id()))
                .contains(alice);
    }

    @Test
    void a_file_that_exists_is_not_overwritten_and_a_new_one_is_the_owners() throws Exception {
        Path file = directory.resolve("keyset.json");
        Keyset.ephemeral().writeTo(file);
        byte[] before = Files.readAllBytes(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> Keyset.ephemeral().writeTo(file))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("exists already");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    private static long newest(Keyset keyset) {
        return keyset.keys().get(keyset.keys().size() - 1).id();
    }

    private static Secret read(Path file) {
        try {
            return Secret.of(Files.readString(file));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What a key management service is to Tink: something that encrypts, whose key never comes out. */
    private static Aead kms() throws GeneralSecurityException {
        return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get())
                .getPrimitive(AeadConfig2026.get(), Aead.class);
    }
}
