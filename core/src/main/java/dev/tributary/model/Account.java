package dev.tributary.model;

/**
 * Who a connection's user is in Confluence, as Confluence itself answered when asked.
 *
 * @param id the lasting identity: the user key on Data Center; it survives a rename
 * @param username the login name, as {@code X-AUSERNAME} gives it on Data Center
 * @param displayName the name for people; hostile text, to be escaped wherever it is shown
 */
public record Account(String id, String username, String displayName) {

    private static final String UNCONFIRMED = "unconfirmed:";

    /** Returns the account of a server at which nobody can be asked: it bears the name of the application's own user. */
    public static Account of(Owner owner) {
        return new Account(owner.user(), owner.user(), owner.user());
    }

    /** Returns a stand-in for an account that Confluence could not be asked for yet. */
    public static Account unconfirmed(Owner owner) {
        return new Account(UNCONFIRMED + owner.user(), owner.user(), owner.user());
    }

    /** Says whether somebody has named it, so that whoever else is served is another one. */
    public boolean isConfirmed() {
        return !id.startsWith(UNCONFIRMED);
    }
}
