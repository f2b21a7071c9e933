package dev.tributary.simulator.environment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;

/**
 * Somebody who can log in.
 *
 * @param name the username, in lower case
 * @param displayName the full name
 * @param key Data Center's internal key of the user, which survives a rename
 * @param administrator whether the user may administer and see everything
 */
public record User(String name, String displayName, String key, boolean administrator) {

    /** Returns the account id, which is what Cloud knows the user by. */
    public String accountId() {
        return accountId(name);
    }

    /** Returns the account id of the user of that name. */
    public static String accountId(String name) {
        return "712020:" + UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    }

    /** Returns the address by which the user logs in to Atlassian. */
    public String email() {
        return name + "@example.com";
    }
}
