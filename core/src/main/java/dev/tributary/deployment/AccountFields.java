package dev.tributary.deployment;

/**
 * The members of a who-am-I answer that say whose the token is.
 *
 * @param id the member with the lasting identity
 * @param username the member with the login name
 * @param displayName the member with the name for people
 */
public record AccountFields(String id, String username, String displayName) {

    /** As Confluence Data Center names them. */
    public static final AccountFields CONFLUENCE = new AccountFields("userKey", "username", "displayName");

    /** As OpenID Connect names them (Core section 5.1). */
    public static final AccountFields OPEN_ID = new AccountFields("sub", "sub", "name");
}
