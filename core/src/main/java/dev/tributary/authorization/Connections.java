package dev.tributary.authorization;

import dev.tributary.model.CloudSite;
import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import dev.tributary.store.ConnectionQuery;
import dev.tributary.token.AccessToken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes, finds and ends connections.
 *
 * <p>Every method blocks and is thread-safe; all throw {@link dev.tributary.model.Unavailable} when the store is away.
 */
public interface Connections {

    /**
     * Turns a grant into the owner's connection at the site; an older one of the same account is replaced under its id.
     *
     * <p>Throws {@link dev.tributary.model.AuthorizationFailed} with {@code ACCOUNT_CHANGED} when the owner's connection
     * belongs to another account and {@code acceptAccount} is not the new account's id, and with {@code SITE_NOT_CHOSEN}
     * when the grant opens several sites of Confluence Cloud and none was chosen, and with {@code SITE_MOVED} when the site's
     * address was edited since the flow began; nothing has changed then.
     */
    Connection establish(Completion.Granted grant, @Nullable String acceptAccount);

    /**
     * Returns what a grant was asked for and does not have: scopes, and {@code offline_access} where no refresh token came
     * although one was asked for. Calls that need them will fail.
     */
    List<String> missing(Completion.Granted grant);

    /**
     * Returns a grant that opens several sites of Confluence Cloud with the one that its owner chose before; the grant as it
     * is where nobody has chosen yet.
     */
    Completion.Granted settled(Completion.Granted grant);

    /**
     * Connects with a credential that is handed in, having asked Confluence whose it is.
     *
     * <p>Throws {@link dev.tributary.model.AuthorizationFailed} when Confluence does not know its user, the site does not take
     * such a credential, or the account changed; {@link dev.tributary.model.Misconfigured} when the site's settings do not
     * suffice for it, or the registration is no service account's; {@link IllegalArgumentException} for what cannot be the
     * address, name or end of such a credential, or for scopes beyond the site's; {@link dev.tributary.model.Unavailable} when
     * Confluence does not answer. Nothing has changed then.
     */
    Connection connect(HandedIn handed);

    /** Connects with a personal access token, as {@link #connect} does. */
    default Connection connectWithPersonalAccessToken(PersonalToken token) {
        return connect(token);
    }

    /**
     * Returns the sites of Confluence Cloud that an access token opens and that may be chosen at that site; none where the site's
     * base URL is the only one. For whoever is to choose before a pair is {@linkplain HandedIn.Adopted adopted}.
     */
    List<CloudSite> sites(String site, Secret accessToken);

    /**
     * Asks Confluence once whose a connection is that was {@linkplain HandedIn.Adopted adopted} without that. Returns the
     * connection with its account; the one that was given where that has one already.
     *
     * <p>Throws {@link dev.tributary.model.AuthorizationFailed} when Confluence does not say; nothing has changed then.
     */
    Connection confirm(AccessToken token);

    /** Returns a connection. */
    Optional<Connection> find(ConnectionId id);

    /** Returns an owner's connection at a site. */
    Optional<Connection> find(Owner owner, String site);

    /** Returns one page of connections, in the order of their ids. */
    List<Connection> list(ConnectionQuery query);

    /**
     * Ends a connection: its tokens are erased here and revoked at Confluence where that is possible, including a pair that
     * a renewal under way brings back later. Throws {@link dev.tributary.model.NotConnected} for an unknown id.
     */
    Disconnected disconnect(ConnectionId id);

    /**
     * Ends an owner's connection at a site as {@link #disconnect(ConnectionId)} does. Where there is none, that it is ended is written
     * down: a pair that is adopted {@linkplain HandedIn.Adopted#onlyIfNewer only if newer} makes none then.
     */
    Disconnected disconnect(Owner owner, String site);

    /**
     * Revokes a pair that another client obtained and that is not to become a connection, its refresh token first; {@code STILL_USED}
     * where that could end a connection: one that was made of it once, which may be so of any that is
     * over, or any of its user's at a server with one grant for each. Never throws for a server that does not answer; {@link dev.tributary.model.Misconfigured} for a site that is gone.
     */
    Disconnected.Revocation refuse(String site, ObtainedTokens pair);

    /**
     * Revokes a grant that nobody confirmed; {@code FAILED} where the site's address was edited since, and nothing is sent
     * there. Never throws for a server that does not answer; {@link dev.tributary.model.Misconfigured} for a site that is gone.
     */
    Disconnected.Revocation refuse(Completion.Granted grant);

    /**
     * Ends a connection's use until its user connects again, although Confluence has not ended its grant. A newer generation is left alone.
     *
     * @param connection the connection as it was when that was found out
     * @param reason why: {@code SERVED_AS_ANOTHER}, {@code SITE_LOST} or {@code CAPTCHA_DUE}
     */
    void suspend(Connection connection, Connection.Reason reason);

    /**
     * A personal access token on its way in.
     *
     * @param owner for whom
     * @param site the id of the site
     * @param token the token
     * @param expiresAt when it ends, if its user knows; otherwise Confluence is asked
     * @param acceptAccount the account id that may replace a different one; absent for none
     */
    record PersonalToken(
            Owner owner,
            String site,
            Secret token,
            @Nullable Instant expiresAt,
            @Nullable String acceptAccount) implements HandedIn {}
}
