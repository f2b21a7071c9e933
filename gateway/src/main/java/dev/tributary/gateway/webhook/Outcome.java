package dev.tributary.gateway.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of sending a message. */
sealed interface Outcome {

    /** It arrived. */
    record Arrived() implements Outcome {}

    /**
     * It did not, and is sent again.
     *
     * @param why why, without anything that the target said
     * @param pause how long the target asks to be left alone; absent where it does not
     */
    record Failed(String why, @Nullable Duration pause) implements Outcome {}

    /** The target wants no more of it. */
    record Gone() implements Outcome {}
}
