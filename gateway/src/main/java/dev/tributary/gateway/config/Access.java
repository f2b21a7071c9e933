package dev.tributary.gateway.config;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an application shows who it is.
 *
 * @param keys the keys it may show, each of which speaks for the users it is allowed for
 * @param issuer who issues the tokens by which its users show themselves; absent where they do not
 * @param usersOnly whether a key by itself is not enough, because every request must show its user's token
 */
public record Access(List<Key> keys, @Nullable IssuerConfig issuer, boolean usersOnly) {

    /** Keeps its own copy. */
    public Access {
        keys = List.copyOf(keys);
    }

    /**
     * A key with what it is good for.
     *
     * @param key the key
     * @param allowance what may be done with it
     */
    public record Key(AppKey key, Allowance allowance) {}

    /** Allows keys that have all rights of their application. */
    static Access byKeys(List<AppKey> keys, Set<Right> rights, boolean readOnly) {
        Allowance all = Allowance.of(rights, readOnly);
        return new Access(keys.stream().map(key -> new Key(key, all)).toList(), null, false);
    }
}
