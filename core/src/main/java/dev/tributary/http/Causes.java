package dev.tributary.http;

import java.util.Optional;
import java.util.stream.Stream;

/** What is underneath a failure. */
final class Causes {

    private static final int DEEPEST = 20;

    private Causes() {}

    static <T> Optional<T> find(Throwable failure, Class<T> type) {
        return all(failure).filter(type::isInstance).map(type::cast).findFirst();
    }

    static boolean has(Throwable failure, Class<?> type) {
        return all(failure).anyMatch(type::isInstance);
    }

    /** Returns the innermost one. */
    static Throwable last(Throwable failure) {
        return all(failure).reduce(failure, (outer, inner) -> inner);
    }

    private static Stream<Throwable> all(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST);
    }
}
