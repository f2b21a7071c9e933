package dev.tributary.simulator.access;

import dev.tributary.simulator.environment.User;

/**
 * A logged-in browser.
 *
 * @param id the value of the cookie
 * @param user who logged in
 * @param formToken the value that each of its forms must carry
 */
public record Session(String id, User user, String formToken) {

    /** Says whose it is. */
    @Override
    public String toString() {
        return "Session[" + user.name() + "]";
    }
}
