package dev.tributary.model;

import dev.tributary.model.Credential.Scheme;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One application user's authorization at one site. It carries no token, so it may be shown, logged and passed around.
 *
 * @param id its name
 * @param owner the application and its user
 * @param site the id of the site
 * @param origin the address below which its calls go, on Cloud that of one site at Atlassian's API host; its tokens go nowhere
 *     else, also when the site's address is edited later
 * @param home the address below which people find its Confluence with a browser
 * @param kind how it is authorized
 * @param account who the user is in Confluence
 * @param scopes what was granted; empty where the credential knows no scopes
 * @param state whether it can be used, and what it was counted to
 * @param dates when what happened, and ends
 */
public record Connection(
        ConnectionId id,
        Owner owner,
        String site,
        URI origin,
        URI home,
        Kind kind,
        Account account,
        List<String> scopes,
        State state,
        Dates dates) {

    /** Keeps its own copy of the scopes. */
    public Connection {
        scopes = List.copyOf(scopes);
    }

    /** Makes a connection whose Confluence has one address for programs and people. */
    public Connection(
            ConnectionId id,
            Owner owner,
            String site,
            URI origin,
            Kind kind,
            Account account,
            List<String> scopes,
            State state,
            Dates dates) {
        this(id, owner, site, origin, origin, kind, account, scopes, state, dates);
    }

    /** How a connection is authorized. */
    public enum Kind {
        /** By the authorization code flow; renewed with a refresh token. */
        OAUTH(Scheme.BEARER),
        /** By a personal access token that the user made; never renewed. */
        PERSONAL_ACCESS_TOKEN(Scheme.BEARER),
        /** By the application's own registration, without a user behind it; renewed by asking again. */
        SERVICE_ACCOUNT(Scheme.BEARER),
        /** By an API token of Confluence Cloud that the user made, with the address of their account; never renewed. */
        API_TOKEN(Scheme.BASIC),
        /** By name and password at a Data Center that allows it; never renewed. */
        PASSWORD(Scheme.BASIC);

        private final Scheme scheme;

        Kind(Scheme scheme) {
            this.scheme = scheme;
        }

        /** Returns how its calls show for whom they are made. */
        public Scheme scheme() {
            return scheme;
        }
    }

    /** Whether a connection can be used. */
    public enum Status {
        /** It can be used; an expired access token is normal and renewed. */
        ACTIVE,
        /** The user has to connect again; {@link State#reason()} says why. */
        RECONNECT_REQUIRED,
        /** The user or the application ended it. */
        DISCONNECTED
    }

    /** Why the user has to connect again. */
    public enum Reason {
        /** The authorization server refused the refresh token: it expired, or the user or an administrator revoked it. */
        GRANT_ENDED,
        /** The personal access token, the API token or the password is refused, or has expired. */
        TOKEN_REVOKED,
        /** Confluence takes the password no more before its user has solved a CAPTCHA there with a browser. */
        CAPTCHA_DUE,
        /** Confluence served another user than the connection's account. */
        SERVED_AS_ANOTHER,
        /** The account no longer opens the site of Confluence Cloud that was chosen; connecting again lets the user choose anew. */
        SITE_LOST;

        /** Says whether the grant itself is sound, so that no new token pair mends the connection. */
        public boolean isSuspension() {
            return this == SERVED_AS_ANOTHER || this == SITE_LOST;
        }
    }

    /**
     * Status and counters; every write is a compare-and-set on epoch and generation.
     *
     * @param status whether it can be used
     * @param reason why not, with {@link Status#RECONNECT_REQUIRED} only
     * @param epoch counts its connects and disconnects
     * @param generation counts its token pairs
     */
    public record State(Status status, @Nullable Reason reason, long epoch, long generation) {
        /** Says whether its use was ended although the grant is sound. */
        public boolean isSuspended() {
            return reason != null && reason.isSuspension();
        }
    }

    /**
     * The dates of a connection.
     *
     * @param connectedAt when its user consented last
     * @param renewedAt when its current token pair was received
     * @param expiresAt when the access token ends, which is normal and mended by renewal
     * @param grantEndsAt when the grant ends unless it is renewed before, where known
     * @param endsAt when the grant ends although it is renewed, or as nothing can renew it, where there is such an end
     */
    public record Dates(
            Instant connectedAt,
            Instant renewedAt,
            @Nullable Instant expiresAt,
            @Nullable Instant grantEndsAt,
            @Nullable Instant endsAt) {

        /** The dates of a connection that lives for as long as it is renewed. */
        public Dates(
                Instant connectedAt, Instant renewedAt, @Nullable Instant expiresAt, @Nullable Instant grantEndsAt) {
            this(connectedAt, renewedAt, expiresAt, grantEndsAt, null);
        }
    }

    /** Returns the same connection in another state. */
    public Connection with(State newState) {
        return new Connection(id, owner, site, origin, home, kind, account, scopes, newState, dates);
    }

    /** Returns the same connection with other dates. */
    public Connection with(Dates newDates) {
        return new Connection(id, owner, site, origin, home, kind, account, scopes, state, newDates);
    }

    /** Returns the same connection of the same account under its new name. */
    public Connection with(Account renamed) {
        return new Connection(id, owner, site, origin, home, kind, renamed, scopes, state, dates);
    }

    /** Returns the same connection with another token pair, as far as it is counted. */
    public Connection inGeneration(long generation) {
        return with(new State(state.status(), state.reason(), state.epoch(), generation));
    }

    /** Returns the same connection once its user or the application has ended it. */
    public Connection ended() {
        return with(new State(Status.DISCONNECTED, null, state.epoch() + 1, state.generation() + 1));
    }

    /** Says whether it can be used. */
    public boolean isActive() {
        return state.status() == Status.ACTIVE;
    }
}
