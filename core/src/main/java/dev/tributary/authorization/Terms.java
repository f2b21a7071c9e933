package dev.tributary.authorization;

import dev.tributary.deployment.Site;
import dev.tributary.model.Account;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * On which terms a connection that is there already may be replaced.
 *
 * @param acceptAccount the account id that may take another one's place; absent for none
 * @param issuedAt when the tokens were issued that would take its place, where a connection which is newer, or which was ended, is
 *     to stay as it is; absent where it is to be replaced whatever its age
 */
record Terms(@Nullable String acceptAccount, @Nullable Instant issuedAt) {

    /** Whoever connects again replaces what was there before. */
    static Terms anew(@Nullable String acceptAccount) {
        return new Terms(acceptAccount, null);
    }

    /** Says whether a connection stays as it is. */
    boolean keep(Connection before) {
        boolean ended = before.state().status() == Status.DISCONNECTED;
        return issuedAt != null && (ended || !issuedAt.isAfter(before.dates().renewedAt()));
    }

    /** Says whether what takes its place may be a later pair of the same grant, so that revoking the one could end the other. */
    boolean mayBeOneGrant() {
        return issuedAt != null;
    }

    /** A connection that its user ended binds nobody to its account, nor does one whose account nobody has named yet. */
    void check(Site site, Connection before, Account account) {
        if (before.isActive() && before.account().isConfirmed() && !account.isConfirmed()) {
            // Nobody has said whose these tokens are, nor that they work at all: they must not cost a connection that
            // does.
            throw new AuthorizationFailed(Reason.PAIR_REFUSED, site.id());
        }
        boolean binds = before.state().status() != Status.DISCONNECTED
                && before.account().isConfirmed()
                && account.isConfirmed();
        boolean same = before.account().id().equals(account.id());
        if (binds && !same && !account.id().equals(acceptAccount)) {
            throw AuthorizationFailed.accountChanged(site.id(), account);
        }
    }
}
