package dev.tributary.gateway.budget;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * How full a bucket of Confluence's is, as an answer says.
 *
 * @param limit how many calls a full one holds; at least 1
 * @param remaining how many are left
 * @param perSecond how many come back each second on average; 0 where it is not said, as on Cloud
 */
record Level(int limit, int remaining, double perSecond) {

    private static final CharSequence REMAINING = HttpHeaders.createOptimized("X-RateLimit-Remaining");
    private static final int MANY_DIGITS = 9;

    /** Reads the {@code X-RateLimit} fields of an answer; nothing where they do not say how much of how much is left. */
    static @Nullable Level of(MultiMap headers) {
        String remaining = headers.get(REMAINING);
        if (remaining == null) {
            return null;
        }
        int left = number(remaining);
        int limit = number(headers.get("X-RateLimit-Limit"));
        if (left < 0 || limit < 1) {
            return null;
        }
        int fill = number(headers.get("X-RateLimit-FillRate"));
        int interval = number(headers.get("X-RateLimit-Interval-Seconds"));
        return new Level(limit, left, fill > 0 && interval > 0 ? (double) fill / interval : 0);
    }

    /** Says whether so little is left that it has to be shared. */
    boolean isLow() {
        return remaining < limit * Bucket.LOW;
    }

    private static int number(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > MANY_DIGITS) {
            return -1;
        }
        boolean digits = text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(text) : -1;
    }
}
