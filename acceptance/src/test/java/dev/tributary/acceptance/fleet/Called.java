package dev.tributary.acceptance.fleet;

import java.time.Instant;

/**
 * A call that a user's application has made through the fleet.
 *
 * @param probe names the call in the journals it went through
 * @param user whose call it was
 * @param kind what was called
 * @param began when it was made
 * @param ended when its answer was whole, or when it had failed
 * @param status the answer's status; 0 where none came
 * @param said what the answer was, where it was none that was hoped for
 */
record Called(String probe, String user, Kind kind, Instant began, Instant ended, int status, String said) {

    /** What is called. */
    enum Kind {
        WHO_AM_I,
        LIST,
        WRITE
    }

    boolean isServed() {
        return status == 200 && said.isEmpty();
    }

    @Override
    public String toString() {
        return began + " " + kind + " of " + user + " (" + probe + ") -> " + status + " " + said;
    }
}
