package dev.tributary.spring.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tributary.SiteChooser;
import dev.tributary.Tributary;
import dev.tributary.authorization.HandedIn.ServiceAccount;
import dev.tributary.authorization.ObtainedTokens;
import dev.tributary.deployment.Site;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.Kind;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.GrantEnded;
import dev.tributary.model.NotConnected;
import dev.tributary.model.Owner;
import dev.tributary.model.TributaryException;
import dev.tributary.spring.security.Caller.Principal;
import dev.tributary.spring.security.Keeping.Obtained;
import dev.tributary.token.AccessToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;

/**
 * The connections of bridged registrations: one for each principal, and one for a registration of {@code client_credentials},
 * behind whose tokens no principal stands. Blocking and thread-safe.
 */
public final class BridgedConnections {

    private static final Logger LOG = LoggerFactory.getLogger(BridgedConnections.class);

    private static final Duration VALID_ON_ARRIVAL = Duration.ofSeconds(10);

    /** Whatever refuses a token this young would refuse the next one too, as where a scope is missing. */
    private static final Duration YOUNG = Duration.ofMinutes(5);

    private static final long MOST_REMEMBERED = 100_000;

    private final Tributary tributary;
    private final RegistrationSites sites;
    private final Keeping keeping;
    private final PrincipalUser users;
    private final Clock clock;
    private final Confirming confirming;

    /** A connection keeps its id for ever, so that the store is asked for it once. */
    private final Cache<Place, ConnectionId> ids =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    private record Place(Owner owner, String site) {}

    /**
     * Takes the engine.
     *
     * @param tributary the engine, which knows the sites
     * @param sites the sites of the registrations
     * @param chooser says which site of Confluence Cloud is meant where a new grant opens several
     * @param users says under which user a principal's connections are kept
     */
    public BridgedConnections(Tributary tributary, RegistrationSites sites, SiteChooser chooser, PrincipalUser users) {
        this.tributary = tributary;
        this.sites = sites;
        this.clock = tributary.services().clock();
        this.keeping = new Keeping(tributary, sites, chooser, clock);
        this.users = users;
        this.confirming = new Confirming(tributary.connections(), sites, clock);
    }

    boolean bridges(String registrationId) {
        return sites.find(registrationId).isPresent();
    }

    /**
     * Returns a client with a token that lives, renewed if need be: once, whoever else asks.
     *
     * <p>Throws {@link NotConnected} or {@link dev.tributary.model.GrantEnded} when the principal has to authorize, and the other
     * {@link TributaryException}s of {@link dev.tributary.token.Tokens}.
     */
    BridgedClient client(ClientRegistration registration, Authentication principal) {
        return client(registration, new Principal(users, principal));
    }

    /** As above, for whoever is meant by a name alone. Throws {@link IllegalStateException} where that may be several. */
    BridgedClient client(ClientRegistration registration, String principal) {
        return client(registration, Caller.named(users, principal));
    }

    private BridgedClient client(ClientRegistration registration, Caller caller) {
        Place place = place(registration, caller);
        AccessToken token = Owners.isOfNobody(registration) ? serviceToken(place) : token(place);
        confirming.confirm(registration.getRegistrationId(), token);
        return BridgedClient.of(registration, caller.name(), token, clock.instant());
    }

    /**
     * Keeps what Spring Security has obtained; what came from here stays as it is, and so does what was made of an older copy. A pair that is
     * refused is revoked, where the server can, since nobody would ever use it.
     *
     * @param justObtained whether it comes from a consent that has just been given; anything else may be a copy
     */
    void keep(OAuth2AuthorizedClient client, Authentication principal, boolean justObtained) {
        ClientRegistration registration = client.getClientRegistration();
        if (client instanceof BridgedClient || Owners.isOfNobody(registration)) {
            return;
        }
        Instant now = clock.instant();
        ObtainedTokens pair = justObtained ? Pairs.anew(client, now) : Pairs.saved(client, now);
        Obtained obtained = new Obtained(client, site(registration), pair);
        Supplier<Place> place = () -> place(registration, new Principal(users, principal));
        if (justObtained || !keeping.isCopy(pair)) {
            keep(obtained, keeping.whose(obtained, place));
        } else {
            keeping.whoseCopy(obtained, place)
                    .filter(there -> !isKnown(there))
                    .ifPresent(there -> keep(obtained, there));
        }
    }

    private void keep(Obtained obtained, Place place) {
        ids.put(place, keeping.keep(obtained, place.owner()).id());
    }

    /**
     * Ends a connection: its tokens are erased here, and revoked at the server where that is possible. Where there is none yet, no import
     * makes one later.
     */
    void end(ClientRegistration registration, String principal) {
        Place place = place(registration, Caller.named(users, principal));
        LOG.info(
                "The connection of registration '{}' was removed: {}.",
                registration.getRegistrationId(),
                tributary.connections().disconnect(place.owner(), place.site()).revocation());
    }

    /**
     * Hears that a resource server has refused a token. The grant stays. The token is renewed, once, unless it is young or the store
     * holds a newer one already. Never throws: whoever was refused has a failure to hear of already.
     */
    void rejected(ClientRegistration registration, String principal) {
        try {
            AccessToken token = token(place(registration, Caller.named(users, principal)));
            boolean young = token.connection().dates().renewedAt().plus(YOUNG).isAfter(clock.instant());
            if (!young) {
                Await.result(tributary.tokens().replacementFor(token));
            }
        } catch (TributaryException | IllegalStateException e) {
            LOG.info(
                    "A token of registration '{}' was refused and not renewed: {}",
                    registration.getRegistrationId(),
                    e.getMessage());
        }
    }

    private AccessToken token(Place place) {
        ConnectionId known = ids.getIfPresent(place);
        ConnectionId id = known != null
                ? known
                : find(place).map(Connection::id).orElseThrow(() -> new NotConnected(place.owner(), place.site()));
        ids.put(place, id);
        return Await.result(tributary.tokens().accessToken(id, VALID_ON_ARRIVAL));
    }

    /** There is nobody who could be asked to connect; whoever comes first does it for all. */
    private AccessToken serviceToken(Place place) {
        try {
            AccessToken token = token(place);
            if (isServiceAccount(token.connection())) {
                return token;
            }
        } catch (NotConnected | GrantEnded e) {
            LOG.debug("The service account at site '{}' is connected anew: {}", place.site(), e.getMessage());
        }
        connectService(place);
        return token(place);
    }

    private synchronized void connectService(Place place) {
        boolean connected = find(place)
                .filter(found -> found.isActive() && isServiceAccount(found))
                .isPresent();
        if (!connected) {
            tributary.connections().connect(new ServiceAccount(place.owner(), place.site(), List.of(), null));
        }
    }

    /** Whatever else stands in its place is somebody's own credential. */
    private static boolean isServiceAccount(Connection connection) {
        return connection.kind() == Kind.SERVICE_ACCOUNT;
    }

    private boolean isKnown(Place place) {
        return ids.getIfPresent(place) != null || find(place).isPresent();
    }

    private Optional<Connection> find(Place place) {
        return tributary.connections().find(place.owner(), place.site());
    }

    private Place place(ClientRegistration registration, Caller caller) {
        Owner owner = Owners.isOfNobody(registration) ? Owners.of(registration) : Owners.user(caller.user());
        return new Place(owner, site(registration).id());
    }

    private Site site(ClientRegistration registration) {
        String id = registration.getRegistrationId();
        return sites.find(id)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Registration '" + id + "' is not bridged: " + sites.obstacle(id) + "."));
    }
}
