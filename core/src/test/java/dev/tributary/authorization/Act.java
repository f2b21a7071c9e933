package dev.tributary.authorization;

import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.Site;
import dev.tributary.deployment.Sites;
import dev.tributary.model.Account;
import dev.tributary.model.Connection.Kind;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Owner;
import dev.tributary.model.TokenPair;
import dev.tributary.store.ConnectionStore;
import java.net.URI;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What a user does to a connection at Confluence Cloud, one statement at a time, for tests that come in between. */
public final class Act {

    private final BooleanSupplier statement;
    private final Supplier<List<ConnectionId>> touched;

    private Act(BooleanSupplier statement, Supplier<List<ConnectionId>> touched) {
        this.statement = statement;
        this.touched = touched;
    }

    /**
     * The user has consented.
     *
     * @param sites all sites, whose ids are their cloud ids, and of which the consent opens each
     */
    public static Act connect(
            Sites sites, ConnectionStore store, Site site, Owner owner, Account account, TokenPair tokens) {
        List<URI> opened = sites.all().stream().map(Act::origin).toList();
        Entry entry =
                new Entry(owner, Kind.OAUTH, account, List.of(), tokens, new Place(origin(site), origin(site)), opened);
        Joining joining = new Joining(sites, store, site, entry, Terms.anew(null));
        return new Act(joining::next, joining::touched);
    }

    /** The user ends it. */
    public static Act disconnect(ConnectionStore store, ConnectionId id) {
        return new Act(new Leaving(store, id)::next, () -> List.of(id));
    }

    /** Returns where the calls of a site go whose id is its cloud id. */
    public static URI origin(Site site) {
        return ((Cloud) site.deployment()).origin(site.id());
    }

    /** Does one statement. Returns whether there is another one. */
    public boolean next() {
        return statement.getAsBoolean();
    }

    /** Does all that are left. */
    public void finish() {
        boolean more = true;
        while (more) {
            more = next();
        }
    }

    /** Returns the rows whose tokens are others now. */
    public List<ConnectionId> touched() {
        return touched.get();
    }
}
