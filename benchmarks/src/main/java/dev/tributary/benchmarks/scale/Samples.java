package dev.tributary.benchmarks.scale;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.LongStream;

/** How long something took, again and again. */
final class Samples {

    private final long[] sorted;

    private Samples(long[] nanos) {
        this.sorted = nanos;
        Arrays.sort(sorted);
    }

    /** What is measured. */
    interface Work {
        void run() throws Exception;
    }

    static Samples of(long[] nanos) {
        return new Samples(nanos.clone());
    }

    /** Does it some times for nothing, and then so often. */
    static Samples of(int unmeasured, int measured, Work work) throws Exception {
        for (int i = 0; i < unmeasured; i++) {
            work.run();
        }
        long[] nanos = new long[measured];
        for (int i = 0; i < measured; i++) {
            long begun = System.nanoTime();
            work.run();
            nanos[i] = System.nanoTime() - begun;
        }
        return new Samples(nanos);
    }

    double median() {
        return at(0.5);
    }

    /** Returns median and 99th percentile in words. */
    String inWords() {
        return String.format(Locale.ROOT, "%.2f / %.2f ms", at(0.5), at(0.99));
    }

    double mean() {
        return LongStream.of(sorted).average().orElse(0) / Duration.ofMillis(1).toNanos();
    }

    private double at(double share) {
        int index = (int) Math.min(sorted.length - 1L, Math.round(sorted.length * share));
        return sorted[index] / (double) Duration.ofMillis(1).toNanos();
    }
}
