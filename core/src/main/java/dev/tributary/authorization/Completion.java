package dev.tributary.authorization;

import dev.tributary.deployment.Provenance;
import dev.tributary.model.Account;
import dev.tributary.model.CloudSite;
import dev.tributary.model.TokenPair;
import dev.tributary.model.TributaryException;
import java.util.List;

/** How a flow that was known and came from its own browser ended. */
public sealed interface Completion {

    /** Returns what the application wanted when it began. */
    AuthorizationIntent intent();

    /**
     * The user consented. Nothing is stored yet: establish the connection, hold the grant for confirmation, or revoke it.
     *
     * @param intent what the application wanted
     * @param provenance where it was issued; its tokens go nowhere else
     * @param tokens the pair that was issued
     * @param scopes what was granted
     * @param account whom it belongs to
     * @param sites the sites of Confluence Cloud of which one has to be chosen; empty on Data Center
     * @param opened all sites of Confluence Cloud that it opens
     */
    record Granted(
            AuthorizationIntent intent,
            Provenance provenance,
            TokenPair tokens,
            List<String> scopes,
            Account account,
            List<CloudSite> sites,
            List<CloudSite> opened)
            implements Completion {

        /** Keeps its own copies. */
        public Granted {
            scopes = List.copyOf(scopes);
            sites = List.copyOf(sites);
            opened = List.copyOf(opened);
        }

        /**
         * Returns the same grant for one of its sites.
         *
         * <p>Throws {@link IllegalArgumentException} when it does not open that site.
         *
         * @param cloudId the id of the site
         */
        public Granted at(String cloudId) {
            CloudSite chosen = sites.stream()
                    .filter(site -> site.id().equals(cloudId))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("The grant does not open that site."));
            return new Granted(intent, provenance, tokens, scopes, account, List.of(chosen), opened);
        }

        /** Says whether somebody has to say which site is meant. */
        public boolean needsChoice() {
            return sites.size() > 1;
        }
    }

    /**
     * The user declined, or Confluence did, or Confluence could not be asked. The flow is spent.
     *
     * @param intent what the application wanted
     * @param failure why there is no grant: {@link dev.tributary.model.AuthorizationFailed}, {@link
     *     dev.tributary.model.Misconfigured} when the client or its secret is refused, {@link
     *     dev.tributary.model.Unavailable} or {@link dev.tributary.model.RateLimited} when Confluence does not answer
     */
    record Declined(AuthorizationIntent intent, TributaryException failure) implements Completion {}
}
