package dev.tributary.model;

/**
 * Who a connection's user is in Confluence, as Confluence itself answered when asked.
 *
 * @param id the lasting identity: the user key on Data Center; it survives a rename
 * @param username the login name, as {@code X-AUSERNAME} gives it on Data Center
 * @param displayName the name for people; hostile text, to be escaped wherever it is shown
 */
public record Account(String id, String username, String displayName) {}
