package dev.tributary.gateway.budget;

import dev.tributary.gateway.http.Refused;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.List;

/** How urgent a call is, as its application says. */
public enum Priority {
    /** Somebody waits for the answer; what a call is unless it says otherwise. */
    INTERACTIVE(Duration.ofSeconds(5)),

    /** Nobody does: it comes after the others where Confluence allows little. */
    BULK(Duration.ofSeconds(20));

    private static final CharSequence FIELD = HttpHeaders.createOptimized("Tributary-Priority");

    private final Duration patience;

    Priority(Duration patience) {
        this.patience = patience;
    }

    /** Returns how long such a call is kept waiting at most; less than a listener's idle time-out. */
    public Duration patience() {
        return patience;
    }

    /** Reads the header field. Throws {@link Refused} for anything but one of the two words. */
    public static Priority of(MultiMap headers) {
        if (headers.get(FIELD) == null) {
            return INTERACTIVE;
        }
        List<String> values = headers.getAll(FIELD);
        if (values.equals(List.of("interactive"))) {
            return INTERACTIVE;
        }
        if (values.equals(List.of("bulk"))) {
            return BULK;
        }
        throw Refused.malformed(FIELD + " must be interactive or bulk, and be there once at most.");
    }
}
