package dev.tributary.gateway.identity;

import dev.tributary.gateway.audit.Acting;
import dev.tributary.gateway.audit.Actor;
import dev.tributary.gateway.audit.Audit;
import dev.tributary.gateway.config.AddressRange;
import dev.tributary.gateway.config.AppConfig;
import dev.tributary.gateway.config.AppKey;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.gateway.config.IssuerConfig;
import dev.tributary.gateway.http.Problems;
import dev.tributary.gateway.http.Refused;
import dev.tributary.http.Transport;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Knows the applications by their keys, and their users by the tokens of the applications' issuers. Both count in {@code
 * Authorization: Bearer} only; a key that comes in any other way is refused and reported, because by then others may have
 * written it down.
 *
 * <p>Thread-safe and never blocking.
 */
public final class Apps {

    private static final String BEARER = "bearer ";

    private final Map<AppKey, KnownKey> byKey = new HashMap<>();

    /** Minted while the gateway runs, and replaced as a whole. */
    private volatile Map<AppKey, KnownKey> minted = Map.of();

    private final Issuers issuers;
    private final ClientAddress addresses;
    private final MisplacedKeys misplaced;
    private final Audit audit;
    private final Clock clock;

    /**
     * Takes what identifies, and begins to fetch the keys of issuers.
     *
     * @param config the applications, and the servers in front of the gateway
     * @param ways the way to each issuer's keys
     * @param audit what was done
     * @param clock the time, by which tokens end
     */
    public Apps(GatewayConfig config, Function<IssuerConfig, Transport> ways, Audit audit, Clock clock) {
        for (AppConfig app : config.apps()) {
            app.access()
                    .keys()
                    .forEach(key -> byKey.put(key.key(), new KnownKey(new Identity(app, key.allowance(), null))));
        }
        this.issuers = new Issuers(config.apps(), ways, audit, clock);
        this.audit = audit;
        this.clock = clock;
        this.misplaced = new MisplacedKeys(audit);
        this.addresses = new ClientAddress(config.trustedProxies());
    }

    /** Lets these keys count besides those of the configuration, and none that counted so before. */
    public void admit(Map<AppKey, Identity> keys) {
        Map<AppKey, KnownKey> next = new HashMap<>();
        keys.forEach((key, identity) -> {
            KnownKey before = minted.get(key);
            next.put(key, before != null && before.is(identity) ? before : new KnownKey(identity));
        });
        minted = next;
    }

    /** Returns when keys were last used here, to the minute; those that were not since this configuration are missing. */
    public Map<KeyUses.Key, Instant> used() {
        Map<KeyUses.Key, Instant> used = new HashMap<>();
        Stream.of(byKey, minted)
                .flatMap(keys -> keys.entrySet().stream())
                .forEach(entry -> entry.getValue()
                        .usedAt()
                        .ifPresent(at -> used.put(
                                new KeyUses.Key(
                                        entry.getValue().identity().app().id(),
                                        entry.getKey().id()),
                                at)));
        return used;
    }

    /** Returns whose key of the configuration this is, if it may be shown from where it comes; in whatever way it came. */
    public Optional<Identity> holder(String key, HttpServerRequest from) {
        Optional<KnownKey> known = appKey(key).map(byKey::get).filter(is -> fromWhereItMay(is.identity(), from));
        known.ifPresent(is -> is.use(clock));
        return known.map(KnownKey::identity);
    }

    /** Returns what can be done with a key of the configuration that an application has under that {@link AppKey#id}. */
    public Optional<Identity> holder(String app, String keyId) {
        return byKey.entrySet().stream()
                .filter(entry -> entry.getKey().id().equals(keyId))
                .map(entry -> entry.getValue().identity())
                .filter(identity -> identity.app().id().equals(app))
                .findFirst();
    }

    /** Returns who can show a key of the configuration; those who show a token are not known before. */
    public Collection<Identity> known() {
        return byKey.values().stream().map(KnownKey::identity).toList();
    }

    /**
     * Returns who asks; at once for a key. Fails with {@link Refused} where what is shown is unknown, missing, misplaced or
     * shown from elsewhere than it may be, all in the same words, and where the keys of a token's issuer are not known.
     */
    public Future<Identity> identify(HttpServerRequest request) {
        String shown = bearer(request.getHeader(HttpHeaders.AUTHORIZATION));
        KnownKey byItsKey = withKey(shown);
        if (byItsKey != null && !isElsewhere(request, shown)) {
            return fromWhereItMay(byItsKey.identity(), request) ? byItsKey.use(clock) : unknown();
        }
        misplaced.report(
                request,
                new Acting(Actor.APP, from(request)),
                value -> Optional.ofNullable(withKey(value))
                        .map(known -> known.identity().app()));
        return byItsKey == null && !issuers.isEmpty() && Jwt.isLike(shown) ? withToken(shown, request) : unknown();
    }

    /** Returns the address that a request comes from, as people write it; {@code unknown} where a server in front hides it. */
    public String from(HttpServerRequest request) {
        return ClientAddress.text(addresses.of(request));
    }

    /** Returns whose token this is. Fails with {@link Refused}, as {@link #identify} does. */
    public CompletableFuture<Identity> user(String token) {
        return issuers.identify(token)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(refused(failure)));
    }

    private Future<Identity> withToken(String token, HttpServerRequest request) {
        return Future.fromCompletionStage(user(token))
                .compose(user -> fromWhereItMay(user, request) ? Future.succeededFuture(user) : unknown());
    }

    private static RuntimeException refused(Throwable failure) {
        Throwable cause = Problems.unwrapped(failure);
        return cause instanceof Rejected ? Refused.unauthenticated() : new Refused(Problems.of(cause));
    }

    private static Future<Identity> unknown() {
        return Future.failedFuture(Refused.unauthenticated());
    }

    /** Whoever has stolen a key learns no more from elsewhere than that it is of no use. */
    private boolean fromWhereItMay(Identity identity, HttpServerRequest request) {
        return identity.allowance().from().isEmpty() || fromWhereItMay(identity, addresses.of(request));
    }

    /**
     * Says whether what somebody once showed may be made use of from there; reported where it may not.
     *
     * @param from the address, as {@link #from} returns it
     */
    public boolean mayComeFrom(Identity identity, String from) {
        return identity.allowance().from().isEmpty() || fromWhereItMay(identity, AddressRange.address(from));
    }

    private boolean fromWhereItMay(Identity identity, Optional<byte[]> address) {
        List<AddressRange> from = identity.allowance().from();
        boolean may = address.filter(is -> from.stream().anyMatch(range -> range.has(is)))
                .isPresent();
        if (!may) {
            audit.event("key.elsewhere")
                    .by(new Acting(Actor.APP, ClientAddress.text(address)))
                    .with("app", identity.app().id())
                    .with("user", identity.user().orElse(""))
                    .with("address", ClientAddress.text(address))
                    .with("remedy", "Replace the key if this was not you; otherwise widen its 'from'.")
                    .logSeldom("app", "user", "address");
        }
        return may;
    }

    private static String bearer(String field) {
        boolean bearer = field != null && field.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return bearer ? field.substring(BEARER.length()).strip() : "";
    }

    private @Nullable KnownKey withKey(String shown) {
        try {
            AppKey key = AppKey.of(shown);
            KnownKey configured = byKey.get(key);
            return configured == null ? minted.get(key) : configured;
        } catch (IllegalArgumentException noKey) {
            return null;
        }
    }

    private static Optional<AppKey> appKey(String shown) {
        try {
            return Optional.of(AppKey.of(shown));
        } catch (IllegalArgumentException noKey) {
            return Optional.empty();
        }
    }

    private static boolean isElsewhere(HttpServerRequest request, String key) {
        return request.uri().contains(key)
                || request.headers().getAll("Cookie").stream().anyMatch(cookie -> cookie.contains(key));
    }
}
