package dev.tributary.benchmarks.party;

import com.google.api.client.auth.oauth2.AuthorizationCodeFlow;
import com.google.api.client.auth.oauth2.BearerToken;
import com.google.api.client.auth.oauth2.ClientParametersAuthentication;
import com.google.api.client.auth.oauth2.Credential;
import com.google.api.client.auth.oauth2.StoredCredential;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.util.store.DataStoreFactory;
import dev.tributary.benchmarks.server.Issued;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Google's client for any OAuth 2.0 server: an authorization code flow with a store of credentials, and a credential that puts a token on
 * a request. Its guide loads the credential from the flow for each request of the application; whoever keeps one {@link Credential}
 * object for each user instead, and can make sure that there is only one, uses its lock.
 *
 * @see <a href="https://developers.google.com/api-client-library/java/google-oauth-java-client/oauth2">Google OAuth Client Library for
 *     Java, OAuth 2.0</a>
 */
public final class GoogleNode implements Node {

    private static final HttpTransport TRANSPORT = new NetHttpTransport();

    private final AuthorizationCodeFlow flow;
    private final boolean sharing;
    private final Map<String, Credential> shared = new ConcurrentHashMap<>();

    private GoogleNode(URI tokenEndpoint, DataStoreFactory stores, boolean sharing) throws IOException {
        this.sharing = sharing;
        this.flow = new AuthorizationCodeFlow.Builder(
                        BearerToken.authorizationHeaderAccessMethod(),
                        TRANSPORT,
                        GsonFactory.getDefaultInstance(),
                        new GenericUrl(tokenEndpoint),
                        new ClientParametersAuthentication("client", "secret"),
                        "client",
                        tokenEndpoint.resolve("/authorize").toString())
                .setCredentialDataStore(StoredCredential.getDefaultDataStore(stores))
                .build();
    }

    /** Returns one that loads the credential for each request. */
    public static GoogleNode loading(URI tokenEndpoint, DataStoreFactory stores) {
        return make(tokenEndpoint, stores, false);
    }

    /** Returns one that loads a user's credential once, and shares it among all requests. */
    public static GoogleNode sharing(URI tokenEndpoint, DataStoreFactory stores) {
        return make(tokenEndpoint, stores, true);
    }

    /** Returns its name and version. */
    public static String version() {
        return "Google oauth-client " + Credential.class.getPackage().getImplementationVersion();
    }

    @Override
    public void keep(String user, Issued tokens, Instant accessTokenEnds) {
        try {
            flow.getCredentialDataStore()
                    .set(
                            user,
                            new StoredCredential()
                                    .setAccessToken(tokens.accessToken())
                                    .setRefreshToken(tokens.refreshToken())
                                    .setExpirationTimeMilliseconds(accessTokenEnds.toEpochMilli()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code HttpRequest.execute} does first, without the request to the API itself. */
    @Override
    public String accessToken(String user) throws IOException {
        Credential credential = sharing ? shared.computeIfAbsent(user, this::load) : load(user);
        HttpRequest request = newRequest(credential);
        request.getInterceptor().intercept(request);
        String header = request.getHeaders().getAuthorization();
        if (header == null) {
            throw new IOException("The request carries no token.");
        }
        return header.substring("Bearer ".length());
    }

    @Override
    public Optional<String> keptRefreshToken(String user) {
        try {
            return Optional.ofNullable(flow.getCredentialDataStore().get(user)).map(StoredCredential::getRefreshToken);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {}

    /** Returns a user's credential as the flow loads it. */
    public Credential load(String user) {
        try {
            Credential credential = flow.loadCredential(user);
            if (credential == null) {
                throw new IllegalStateException("No credential is stored.");
            }
            return credential;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a request to the API that takes its token from a credential, if there is one. */
    public static HttpRequest newRequest(@Nullable Credential credential) {
        try {
            return TRANSPORT
                    .createRequestFactory(credential)
                    .buildGetRequest(new GenericUrl("http://127.0.0.1/rest/api/content"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GoogleNode make(URI tokenEndpoint, DataStoreFactory stores, boolean sharing) {
        try {
            return new GoogleNode(tokenEndpoint, stores, sharing);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
