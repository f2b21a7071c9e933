package dev.tributary.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What to do with a connection, decided while nobody else can change it. A pure function, quick, and without effects of its
 * own: the store may have to undo what it did.
 *
 * @param <T> what the caller learns
 */
@FunctionalInterface
public interface Change<T> {

    /**
     * Decides.
     *
     * @param row the connection as it stands
     * @param now the time, by the store's clock
     */
    Outcome<T> apply(StoredConnection row, Instant now);

    /**
     * What was decided.
     *
     * @param row the connection as it shall stand; absent to leave it as it is
     * @param result what the caller learns
     * @param <T> what the caller learns
     */
    record Outcome<T>(@Nullable StoredConnection row, T result) {

        /** Leaves the connection as it is. */
        public static <T> Outcome<T> leave(T result) {
            return new Outcome<>(null, result);
        }

        /** Replaces the connection, whose id, owner and site stay. */
        public static <T> Outcome<T> write(StoredConnection row, T result) {
            return new Outcome<>(row, result);
        }
    }
}
