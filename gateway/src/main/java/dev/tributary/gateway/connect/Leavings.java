package dev.tributary.gateway.connect;

/** What nobody came back for: grants that were not confirmed, links and codes that are long over. */
public final class Leavings {

    private static final int AT_ONCE = 100;

    private final ConnectLinks links;
    private final HeldGrants grants;

    /** Takes the links and the grants. */
    public Leavings(ConnectLinks links, HeldGrants grants) {
        this.links = links;
        this.grants = grants;
    }

    /** Revokes and erases some of it. Blocks. Throws {@link dev.tributary.model.Unavailable} when the store is away. */
    public void clear() {
        grants.settle(AT_ONCE);
        links.clear(AT_ONCE);
    }
}
