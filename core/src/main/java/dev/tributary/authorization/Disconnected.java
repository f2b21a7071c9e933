package dev.tributary.authorization;

import java.net.URI;

/**
 * What disconnecting did. Here the tokens are erased in any case.
 *
 * @param revocation what happened at Confluence
 * @param authorizationsPage where the user can see, and end, what is authorized there
 */
public record Disconnected(Revocation revocation, URI authorizationsPage) {

    /** What happened to the grant at Confluence. */
    public enum Revocation {
        /** Confluence confirmed the revocation (RFC 7009). */
        REVOKED,
        /** This server has no revocation endpoint; the user can end the grant on the page named. */
        NOT_SUPPORTED,
        /** Confluence did not answer, or refused; the user can end the grant on the page named. */
        FAILED,
        /** Nothing was revoked: other connections of the same user live on the grant. The user can end it for all on the page named. */
        STILL_USED,
        /** There was nothing to revoke: a personal access token, which its user revokes, or no token at all. */
        NOTHING_TO_REVOKE
    }
}
