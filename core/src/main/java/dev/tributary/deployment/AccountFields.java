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

    /** As Atlassian's account names them; there are no login names. */
    public static final AccountFields ATLASSIAN = new AccountFields("account_id", "account_id", "name");

    /** As Confluence Cloud names them. */
    public static final AccountFields CONFLUENCE_CLOUD = new AccountFields("accountId", "accountId", "publicName");

    /** As OpenID Connect names them (Core section 5.1). */
    public static final AccountFields OPEN_ID = new AccountFields("sub", "sub", "name");
}
