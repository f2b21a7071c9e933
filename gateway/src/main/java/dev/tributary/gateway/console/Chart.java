package dev.tributary.gateway.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A small chart of bars, drawn as SVG by the template.
 *
 * @param title what it shows
 * @param tone how it looks
 * @param total the sum
 * @param unit what the sum is of
 * @param summary the same in words, for those who do not see it
 * @param bars the bars
 */
record Chart(String title, String tone, String total, String unit, String summary, List<Bar> bars) {

    private static final int STEP = 4;
    private static final int HEIGHT = 40;
    private static final int WIDTH = 3;

    /** One bar. */
    record Bar(int x, int y, int width, int height) {}

    /** Draws counts, of which the last one is still growing. */
    static Chart of(String title, String tone, String unit, long[] counts) {
        long sum = Arrays.stream(counts).sum();
        long most = Arrays.stream(counts).max().orElse(0);
        String summary =
                title + " in the last " + counts.length + " minutes: " + sum + ", at most " + most + " in a minute";
        return new Chart(title, tone, String.valueOf(sum), unit, summary, bars(counts, most));
    }

    /** Draws how long something took on average, from how often it was and how many milliseconds it took in all. */
    static Chart ofAverage(String title, String tone, long[] counts, long[] millis) {
        long[] averages = new long[counts.length];
        Arrays.setAll(averages, i -> average(counts[i], millis[i]));
        long all = average(Arrays.stream(counts).sum(), Arrays.stream(millis).sum());
        long most = Arrays.stream(averages).max().orElse(0);
        String summary = title + " in the last " + counts.length + " minutes: " + all + " ms on average, at most "
                + most + " ms in a minute";
        return new Chart(title, tone, String.valueOf(all), "ms on average", summary, bars(averages, most));
    }

    private static long average(long count, long sum) {
        return count == 0 ? 0 : Math.round((double) sum / count);
    }

    /** Whatever is more than nothing is seen. */
    private static List<Bar> bars(long[] values, long most) {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (values[i] > 0) {
                int height = (int) Math.max(2, Math.round((double) values[i] * HEIGHT / most));
                bars.add(new Bar(i * STEP, HEIGHT - height, WIDTH, height));
            }
        }
        return bars;
    }
}
