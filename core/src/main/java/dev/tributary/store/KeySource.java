package dev.tributary.store;

/**
 * Where a store gets its keyset from: a {@link Keyset} itself, or a file that is made on first use.
 *
 * <p>The store asks once, when it is opened, and says whether it already holds something encrypted, so that nobody can make
 * a new keyset over old data.
 */
@FunctionalInterface
public interface KeySource {

    /**
     * Returns the keyset. Blocks.
     *
     * <p>Throws {@link dev.tributary.model.Misconfigured} when there is none and {@code mayCreate} is false, and when it
     * cannot be read or is not kept private.
     *
     * @param mayCreate whether the store is empty, so that a new keyset harms nothing
     */
    Keyset keyset(boolean mayCreate);
}
