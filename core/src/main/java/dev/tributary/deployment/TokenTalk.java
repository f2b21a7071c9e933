package dev.tributary.deployment;

import java.util.Set;

/**
 * How a token endpoint is spoken to, and which of its words mean what.
 *
 * @param json whether requests are JSON, instead of the form that RFC 6749 section 4.1.3 asks for
 * @param asksForScopes whether who asks for a service account's token says for which scopes; elsewhere they are the registration's
 * @param deadGrant the errors that say that a code or a refresh token is dead
 * @param badClient the errors that say that client id or secret are wrong
 * @param proof how the client shows who it is
 */
public record TokenTalk(
        boolean json, boolean asksForScopes, Set<String> deadGrant, Set<String> badClient, ClientProof proof) {

    /** As RFC 6749 section 5.2 has it. */
    public static final TokenTalk STANDARD = new TokenTalk(
            false, true, Set.of("invalid_grant"), Set.of("invalid_client", "unauthorized_client"), ClientProof.POST);

    /** As Atlassian's cloud has it, where a wrong secret and a user's refusal bear one name. */
    public static final TokenTalk ATLASSIAN_CLOUD = new TokenTalk(
            true,
            false,
            Set.of("invalid_grant", "unauthorized_client"),
            Set.of("invalid_client", "access_denied"),
            ClientProof.POST);

    /** Keeps its own copies. */
    public TokenTalk {
        deadGrant = Set.copyOf(deadGrant);
        badClient = Set.copyOf(badClient);
    }

    /** Returns the same for clients that show otherwise who they are. */
    TokenTalk with(ClientProof other) {
        return new TokenTalk(json, asksForScopes, deadGrant, badClient, other);
    }
}
