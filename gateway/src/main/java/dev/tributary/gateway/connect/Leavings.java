package dev.tributary.gateway.connect;

/** What nobody came back for: grants that were not confirmed, links and codes that are long over. */
public final class Leavings {

    private static final int AT_ONCE = 100;

    private final ConnectLinks links;
    private final HeldGrants grants;
    private final SiteChoices choices;

    /** Takes the links, the grants that are held, and those whose users have to choose. */
    public Leavings(ConnectLinks links, HeldGrants grants, SiteChoices choices) {
        this.links = links;
        this.grants = grants;
        this.choices = choices;
    }

    /** Revokes and erases some of it. Blocks. Throws {@link dev.tributary.model.Unavailable} when the store is away. */
    public void clear() {
        grants.settle(AT_ONCE);
        choices.clear(AT_ONCE);
        links.clear(AT_ONCE);
    }
}
