package dev.tributary.simulator.oauth;

import dev.tributary.simulator.environment.User;
import java.util.List;

/** What users have allowed, and the means to end it behind the application's back. Thread-safe. */
public interface Grants {

    /** Returns every grant ever made, oldest first, as it is now. */
    List<GrantView> all();

    /** Returns what the user allows now, oldest first. */
    List<GrantView> of(User user);

    /**
     * Ends tokens behind their application's back.
     *
     * @return of how many grants something ended
     */
    int revoke(Revocation revocation);
}
