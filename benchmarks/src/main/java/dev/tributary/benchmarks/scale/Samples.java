package dev.tributary.benchmarks.scale;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** How long something took, again and again, and how much work it was. */
final class Samples {

    private static final double MILLI = Duration.ofMillis(1).toNanos();

    private final long[] sorted;
    private final double cpuMillis;

    private Samples(long[] nanos, double cpuMillis) {
        this.sorted = nanos;
        this.cpuMillis = cpuMillis;
        Arrays.sort(sorted);
    }

    /** What is measured. */
    interface Work {
        void run() throws Exception;
    }

    /** Does it some times for nothing, and then so often. */
    static Samples of(int unmeasured, int measured, Meter meter, Work work) throws Exception {
        for (int i = 0; i < unmeasured; i++) {
            work.run();
        }
        long[] nanos = new long[measured];
        long worked = meter.cpuNanos();
        for (int i = 0; i < measured; i++) {
            long begun = System.nanoTime();
            work.run();
            nanos[i] = System.nanoTime() - begun;
        }
        return new Samples(nanos, (meter.cpuNanos() - worked) / MILLI / measured);
    }

    double median() {
        return at(0.5);
    }

    /** Returns median, 99th percentile and work in words. */
    String inWords() {
        return String.format(Locale.ROOT, "%.2f / %.2f / %.2f ms", at(0.5), at(0.99), cpuMillis);
    }

    private double at(double share) {
        int index = (int) Math.min(sorted.length - 1L, Math.round(sorted.length * share));
        return sorted[index] / MILLI;
    }
}
