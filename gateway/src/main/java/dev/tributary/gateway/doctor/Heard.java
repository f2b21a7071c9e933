package dev.tributary.gateway.doctor;

import dev.tributary.http.HttpAnswer;
import dev.tributary.http.TransportException;
import java.net.URI;

/** What came of a request. */
sealed interface Heard {

    /** An answer came. */
    record Answered(URI asked, HttpAnswer answer) implements Heard {}

    /** None came. */
    record Nothing(URI asked, TransportException failure) implements Heard {}

    /** Returns what was asked. */
    URI asked();
}
