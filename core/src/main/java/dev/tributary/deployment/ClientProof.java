package dev.tributary.deployment;

/** How a client shows at the token endpoint who it is (RFC 6749 section 2.3). */
public enum ClientProof {
    /** Client id and secret in the body, {@code client_secret_post}. */
    POST,
    /** Client id and secret as a name and a password, {@code client_secret_basic}. */
    BASIC,
    /** The client id alone: a public client, which has no secret. */
    NONE
}
