package dev.tributary.spring.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tributary.SiteChooser;
import dev.tributary.Tributary;
import dev.tributary.authorization.HandedIn.Adopted;
import dev.tributary.authorization.HandedIn.ServiceAccount;
import dev.tributary.deployment.Site;
import dev.tributary.model.AuthorizationFailed;
import dev.tributary.model.AuthorizationFailed.Reason;
import dev.tributary.model.CloudSite;
import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.NotConnected;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import dev.tributary.model.TributaryException;
import dev.tributary.token.AccessToken;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;

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
    private final SiteChooser chooser;
    private final Clock clock;

    /** A connection keeps its id for ever, so that the store is asked for it once. */
    private final Cache<Place, ConnectionId> ids =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    private final Set<ConnectionId> beingConfirmed = ConcurrentHashMap.newKeySet();

    private record Place(Owner owner, String site) {}

    /**
     * Takes the engine.
     *
     * @param tributary the engine, which knows the sites
     * @param sites the sites of the registrations
     * @param chooser says which site of Confluence Cloud is meant where a new grant opens several
     * @param clock the time by which Spring Security dates its tokens
     */
    public BridgedConnections(Tributary tributary, RegistrationSites sites, SiteChooser chooser, Clock clock) {
        this.tributary = tributary;
        this.sites = sites;
        this.chooser = chooser;
        this.clock = clock;
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
    BridgedClient client(ClientRegistration registration, String principal) {
        Place place = place(registration, principal);
        AccessToken token = isOfTheRegistration(registration) ? serviceToken(place) : token(place);
        confirm(token);
        return BridgedClient.of(registration, principal, token, clock.instant());
    }

    /** Keeps what Spring Security has just obtained; what came from here stays as it is. */
    void keep(OAuth2AuthorizedClient client, String principal) {
        ClientRegistration registration = client.getClientRegistration();
        if (client instanceof BridgedClient || isOfTheRegistration(registration)) {
            return;
        }
        Place place = place(registration, principal);
        if (isOurs(client, place)) {
            return;
        }
        RedirectCheck.check(site(registration));
        Adopted pair = Pairs.of(client, place.owner(), place.site(), clock.instant());
        Connection connection = connect(pair);
        ids.put(place, connection.id());
    }

    /** A copy of what was loaded here, as sessions make when they are written out, has no refresh token: keeping it would end the grant. */
    private boolean isOurs(OAuth2AuthorizedClient client, Place place) {
        if (client.getRefreshToken() != null) {
            return false;
        }
        try {
            String saved = client.getAccessToken().getTokenValue();
            return find(place).filter(Connection::isActive).isPresent()
                    && token(place).value().equals(Secret.of(saved));
        } catch (TributaryException e) {
            return false;
        }
    }

    private Connection connect(Adopted pair) {
        try {
            return tributary.connections().connect(pair);
        } catch (AuthorizationFailed e) {
            if (e.reason() != Reason.SITE_NOT_CHOSEN) {
                throw e;
            }
            List<CloudSite> offered =
                    tributary.connections().sites(pair.site(), pair.tokens().accessToken());
            CloudSite chosen = chooser.choose(offered).orElseThrow(() -> e);
            return tributary.connections().connect(pair.at(chosen.id()));
        }
    }

    /** Ends a connection: its tokens are erased here, and revoked at the server where that is possible. */
    void end(ClientRegistration registration, String principal) {
        find(place(registration, principal))
                .ifPresent(connection -> LOG.info(
                        "The connection of registration '{}' was removed: {}.",
                        registration.getRegistrationId(),
                        tributary.disconnect(connection).revocation()));
    }

    /**
     * Hears that a resource server has refused a token. The grant stays. The token is renewed, once, unless it is young or the store
     * holds a newer one already. Never throws for a server or a store that is away.
     */
    void rejected(ClientRegistration registration, String principal) {
        try {
            AccessToken token = token(place(registration, principal));
            boolean young = token.connection().dates().renewedAt().plus(YOUNG).isAfter(clock.instant());
            if (!young) {
                Await.result(tributary.tokens().replacementFor(token));
            }
        } catch (TributaryException e) {
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
            return token(place);
        } catch (NotConnected e) {
            connectService(place);
            return token(place);
        }
    }

    private synchronized void connectService(Place place) {
        boolean connected = find(place).filter(Connection::isActive).isPresent();
        if (!connected) {
            tributary.connections().connect(new ServiceAccount(place.owner(), place.site(), List.of(), null));
        }
    }

    private Optional<Connection> find(Place place) {
        return tributary.connections().find(place.owner(), place.site());
    }

    /** One asks, the others do not wait: nobody needs the answer for calling. */
    private void confirm(AccessToken token) {
        ConnectionId id = token.connection().id();
        if (token.connection().account().isConfirmed() || !beingConfirmed.add(id)) {
            return;
        }
        try {
            tributary.connections().confirm(token);
        } catch (TributaryException e) {
            LOG.info("Whose connection {} is could not be asked, and is asked again: {}", id, e.getMessage());
        } finally {
            beingConfirmed.remove(id);
        }
    }

    private Place place(ClientRegistration registration, String principal) {
        String user = isOfTheRegistration(registration) ? registration.getRegistrationId() : principal;
        return new Place(new Owner(Owner.DEFAULT_APP, user), site(registration).id());
    }

    private Site site(ClientRegistration registration) {
        String id = registration.getRegistrationId();
        return sites.find(id)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Registration '" + id + "' is not bridged: " + sites.obstacle(id) + "."));
    }

    private static boolean isOfTheRegistration(ClientRegistration registration) {
        return registration.getAuthorizationGrantType().equals(AuthorizationGrantType.CLIENT_CREDENTIALS);
    }
}
