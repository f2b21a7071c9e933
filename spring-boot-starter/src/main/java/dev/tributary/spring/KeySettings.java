package dev.tributary.spring;

import dev.tributary.model.Misconfigured;
import dev.tributary.model.Secret;
import dev.tributary.store.KeySource;
import dev.tributary.store.Keyset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where the keys that encrypt tokens come from. */
final class KeySettings {

    /** The property's name. */
    static final String KEY = "tributary.keyset";

    private KeySettings() {}

    static KeySource of(TributaryProperties properties) {
        Secret keyset = properties.keyset();
        return keyset == null ? Keyset.file(properties.keysetFile()) : Keyset.parse(KEY, json(keyset));
    }

    private static Secret json(Secret keyset) {
        String text = keyset.reveal().strip();
        if (text.startsWith("{")) {
            return keyset;
        }
        try {
            return Secret.of(new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new Misconfigured(KEY, "It is neither a Tink keyset in JSON nor that in Base64.");
        }
    }
}
