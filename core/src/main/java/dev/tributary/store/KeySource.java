package dev.tributary.store;

/**
 * Where a store gets its keyset from: a {@link Keyset} itself, a file that is made on first use, or whatever can be asked for
 * one, such as a vault.
 *
 * <p>The store asks when it is opened, and says whether it already holds something encrypted, so that nobody can make a new
 * keyset over old data. While it is open it asks again, so that a keyset may change under a running node: before it writes, if
 * it has not asked for two seconds, and when it meets a key that it does not know, at most once a second for each.
 */
@FunctionalInterface
public interface KeySource {

    /**
     * Returns the keyset. Blocks.
     *
     * <p>Throws {@link dev.tributary.model.Misconfigured} when there is none and {@code mayCreate} is false, and when it
     * cannot be read or is not kept private. A store that is open then goes on with the keyset that it has.
     *
     * @param mayCreate whether the store is empty, so that a new keyset harms nothing
     */
    Keyset keyset(boolean mayCreate);
}
