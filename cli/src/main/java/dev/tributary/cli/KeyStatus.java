package dev.tributary.cli;

import dev.tributary.store.Keyset;
import dev.tributary.store.StoreKeys.Use;
import java.util.List;
import java.util.Locale;

/** What a key is for a keyset and its database. */
enum KeyStatus {
    /** It encrypts. */
    PRIMARY,
    /** It was added after the primary and has encrypted nothing here: it is there to be promoted, not to be dropped. */
    WAITING,
    /** It decrypts. */
    ENABLED,
    /** It does nothing until it is enabled. */
    DISABLED,
    /** The database needs it, and the keyset lacks it. */
    MISSING;

    static KeyStatus of(Keyset keyset, Use use) {
        List<Long> ids = keyset.keys().stream().map(Keyset.Key::id).toList();
        int place = ids.indexOf(use.key());
        if (place < 0) {
            return MISSING;
        }
        if (use.key() == keyset.primary()) {
            return PRIMARY;
        }
        if (!keyset.keys().get(place).enabled()) {
            return DISABLED;
        }
        boolean neverUsed = use.since() == null && use.isNone();
        return neverUsed && place > ids.indexOf(keyset.primary()) ? WAITING : ENABLED;
    }

    /** Returns how it is printed. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
