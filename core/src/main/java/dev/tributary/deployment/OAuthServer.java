package dev.tributary.deployment;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An OAuth 2.0 authorization server that is no Confluence: its tokens are renewed and kept as those of Confluence are, and whoever
 * asks for one calls with it wherever it is good for. Nobody is asked whose a token is, so that an account there bears the name of
 * the application's own user; and nothing is called with {@link dev.tributary.confluence.Confluence}.
 *
 * @param baseUrl the origin of the token endpoint, by which a connection knows its server again
 * @param endpoints where to ask what; {@code whoAmI} is never asked
 * @param dialect how it speaks where servers differ
 * @param idleLife how long a refresh token is taken to live unused: when two thirds of that are over, it is renewed to be kept alive
 */
public record OAuthServer(URI baseUrl, Endpoints endpoints, Dialect dialect, Duration idleLife) implements Deployment {

    private static final Duration A_MONTH = Duration.ofDays(30);

    /** Removes a slash at the end, and checks that the base URL is an absolute http or https one. */
    public OAuthServer {
        baseUrl = BaseUrls.canonical(baseUrl);
    }

    /**
     * Returns a server that keeps to the standard. Its grants are taken to be shared by all consents of a user, so that an older one
     * is never revoked in favour of a newer, and to end after a month in which nobody renews them.
     *
     * @param authorize where browsers are sent to; absent where nobody is, as with tokens of the registration's own
     * @param token where tokens come from
     * @param revoke where they are revoked (RFC 7009); absent where the server has no such endpoint
     * @param proof how the client shows who it is
     */
    public static OAuthServer at(@Nullable URI authorize, URI token, @Nullable URI revoke, ClientProof proof) {
        URI origin = BaseUrls.originOf(token);
        return new OAuthServer(
                origin,
                new Endpoints(authorize == null ? token : authorize, token, revoke, origin, null),
                Dialect.openId(origin.toString()).with(TokenTalk.STANDARD.with(proof)),
                A_MONTH);
    }

    @Override
    public boolean isHome(URI origin) {
        return origin.equals(baseUrl);
    }

    /** There is no such place. */
    @Override
    public Optional<URI> whoAmI() {
        return Optional.empty();
    }

    /** None: what is meant is the registration's to say. */
    @Override
    public List<String> defaultScopes() {
        return List.of();
    }

    @Override
    public URI authorizationsPage() {
        return baseUrl;
    }
}
