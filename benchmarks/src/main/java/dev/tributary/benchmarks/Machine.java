package dev.tributary.benchmarks;

/** What figures were got on, in general words. */
final class Machine {

    private Machine() {}

    static String words() {
        return "%d cores, JDK %s".formatted(Runtime.getRuntime().availableProcessors(), Runtime.version());
    }
}
