package dev.tributary.benchmarks.party;

import dev.tributary.Tributary;
import dev.tributary.benchmarks.server.Issued;
import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.DataCenter;
import dev.tributary.deployment.Endpoints;
import dev.tributary.deployment.Site;
import dev.tributary.model.Account;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Dates;
import dev.tributary.model.Connection.Kind;
import dev.tributary.model.Connection.State;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import dev.tributary.model.TokenPair;
import dev.tributary.store.Store;
import dev.tributary.store.StoredConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tributary as docs/library.md shows it, with the defaults and the given store. An application keeps a user's {@link Connection} in
 * the session, since it carries no token; so it is looked up once here.
 */
public final class OurNode implements Node {

    private static final String SITE = "wiki";
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Duration MARGIN = Duration.ofMinutes(6);
    private static final Duration GRANT = Duration.ofDays(90);

    /** How long a token must live on: what the others ask for too, unless told otherwise. */
    private static final Duration VALID = Duration.ofSeconds(60);

    private final Store store;
    private final Tributary tributary;
    private final URI baseUrl;
    private final Map<String, Connection> sessions = new ConcurrentHashMap<>();

    /**
     * Starts one.
     *
     * @param tokenEndpoint the server's
     * @param store what it keeps tokens in
     */
    public OurNode(URI tokenEndpoint, Store store) {
        this.store = store;
        this.baseUrl = tokenEndpoint.resolve("/");
        this.tributary =
                Tributary.builder().site(site(tokenEndpoint)).store(store).build();
    }

    /** Returns its name and version. */
    public static String version() {
        return "Tributary " + Tributary.class.getPackage().getImplementationVersion();
    }

    /** Returns the library itself. */
    public Tributary tributary() {
        return tributary;
    }

    @Override
    public void keep(String user, Issued tokens, Instant accessTokenEnds) {
        Instant issued = accessTokenEnds.minus(LIFE);
        TokenPair pair = new TokenPair(
                Secret.of(tokens.accessToken()),
                Secret.of(Objects.requireNonNull(tokens.refreshToken())),
                accessTokenEnds,
                accessTokenEnds.minus(MARGIN),
                issued.plus(GRANT));
        Connection connection = new Connection(
                ConnectionId.random(),
                owner(user),
                SITE,
                site(baseUrl).deployment().baseUrl(),
                Kind.OAUTH,
                new Account("key-of-" + user, user, user),
                List.of("WRITE"),
                new State(Status.ACTIVE, null, 1, 1),
                new Dates(issued, issued, null, null));
        if (!store.insert(new StoredConnection(connection, pair))) {
            throw new IllegalStateException("That user is connected already.");
        }
        sessions.put(user, connection);
    }

    @Override
    public String accessToken(String user) {
        return tributary.accessToken(connection(user), VALID).reveal();
    }

    /** Returns a user's connection from the session. */
    public Connection connection(String user) {
        return sessions.computeIfAbsent(
                user, name -> tributary.connection(name, SITE).orElseThrow());
    }

    @Override
    public Optional<String> keptRefreshToken(String user) {
        return store.find(owner(user), SITE)
                .map(StoredConnection::tokens)
                .map(TokenPair::refreshToken)
                .map(Secret::reveal);
    }

    @Override
    public void close() {
        tributary.close();
    }

    private static Owner owner(String user) {
        return new Owner(Owner.DEFAULT_APP, user);
    }

    private static Site site(URI tokenEndpoint) {
        URI base = tokenEndpoint.resolve("/");
        Endpoints endpoints =
                new Endpoints(base.resolve("authorize"), base.resolve("token"), null, base.resolve("me"), null);
        ClientRegistration registration = new ClientRegistration(
                "client", Secret.of("secret"), URI.create("http://localhost:8080/callback"), List.of("WRITE"));
        return new Site(SITE, new DataCenter(base, endpoints), registration);
    }
}
