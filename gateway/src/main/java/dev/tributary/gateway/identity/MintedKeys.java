package dev.tributary.gateway.identity;

import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.gateway.config.Access;
import dev.tributary.gateway.config.Allowance;
import dev.tributary.gateway.config.AppConfig;
import dev.tributary.gateway.config.AppKey;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.gateway.config.Right;
import dev.tributary.gateway.connect.Tickets;
import dev.tributary.gateway.http.Refused;
import dev.tributary.model.Secret;
import dev.tributary.store.Ticket;
import dev.tributary.store.TicketStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keys that administrators mint, and revoke, while gateways run. The store has their hashes, and beside each what it is for,
 * sealed against who edits a database. A gateway learns within seconds what another one has minted or revoked.
 *
 * <p>Blocking and thread-safe.
 */
public final class MintedKeys {

    /** The rights that a minted key may have; the others are given by the configuration only. */
    public static final Set<Right> MINTABLE = Set.of(Right.CONNECT, Right.PROXY);

    private static final String KIND = "app-key";
    private static final int MOST_OF_APP = 2;
    private static final int MOST = 10_000;
    private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");
    private static final String PREFIX = "trib_";

    private final TicketStore store;
    private final Tickets<MintedKey> keys;
    private final Map<String, AppConfig> apps = new HashMap<>();
    private final Apps known;
    private final Clock clock;
    private Map<MintedKey, Identity> current = Map.of();

    /** Takes where keys are kept, the applications they are for, and who is to know them. */
    public MintedKeys(TicketStore store, GatewayConfig config, Apps known, Clock clock) {
        this.store = store;
        this.keys = new Tickets<>(store, KIND, MintedKey.class);
        config.apps().forEach(app -> apps.put(app.id(), app));
        this.known = known;
        this.clock = clock;
    }

    /**
     * Mints a key, which counts at once here, and returns it for the only time.
     *
     * <p>Throws {@link Refused} for an application that there is not, for rights that it lacks or that are given by the
     * configuration only, and where it has two minted keys already.
     */
    public Secret mint(MintedKey.Order order) {
        AppConfig app = Optional.ofNullable(apps.get(order.app())).orElseThrow(MintedKeys::unknown);
        if (order.rights().isEmpty() || !mintable(app).containsAll(order.rights())) {
            throw Refused.malformed("A key needs a right, and can have no right but those that are offered.");
        }
        if (store.count(KIND, order.app(), clock.instant()) >= MOST_OF_APP) {
            throw new Refused(
                    409,
                    "too-many-keys",
                    "Too many keys",
                    "The app has two keys from here already. Revoke the one that is no longer used.");
        }
        Secret key = Secret.of(PREFIX + AuthorizationRequest.newBrowser().reveal());
        String hash = Ticket.hash(key);
        MintedKey minted = new MintedKey(
                order.app(), hex(hash), order.rights(), order.readOnly(), order.note(), order.by(), clock.instant());
        store.put(keys.ticket(hash, order.app(), minted, NEVER));
        refresh();
        return key;
    }

    /** Returns the rights that a key of an application may have: none that a key of the configuration has within limits only. */
    public static Set<Right> mintable(AppConfig app) {
        Set<Right> rights = new HashSet<>(MINTABLE);
        rights.retainAll(app.rights());
        if (!app.keys().isEmpty()) {
            rights.retainAll(unlimited(app)
                    .flatMap(allowance -> allowance.rights().stream())
                    .collect(Collectors.toSet()));
        }
        return rights;
    }

    /** Returns what the keys of the configuration may do that count from anywhere and for all users. */
    private static Stream<Allowance> unlimited(AppConfig app) {
        return app.access().keys().stream()
                .map(Access.Key::allowance)
                .filter(allowance ->
                        allowance.from().isEmpty() && allowance.users().isEmpty());
    }

    private static boolean mayOnlyRead(AppConfig app) {
        return app.paths().readOnly()
                || (!app.keys().isEmpty() && unlimited(app).allMatch(Allowance::readOnly));
    }

    /** Revokes a key, which counts no more at once here. Returns what it was; nothing where there is no such key. */
    public Optional<MintedKey> revoke(String id) {
        Optional<Ticket> revoked = tickets().stream()
                .filter(ticket -> keys.content(ticket).id().equals(id))
                .findFirst()
                .flatMap(ticket -> store.take(KIND, ticket.key()));
        refresh();
        return revoked.map(keys::content);
    }

    /** Returns all keys, the oldest first, also those of applications that the configuration no longer has. */
    public List<MintedKey> all() {
        return tickets().stream()
                .map(keys::content)
                .sorted(Comparator.comparing(MintedKey::at))
                .toList();
    }

    /** Reads the keys anew, and lets them count. Throws {@link dev.tributary.model.Unavailable} when the store is away. */
    public synchronized void refresh() {
        Map<MintedKey, Identity> next = new HashMap<>();
        for (MintedKey key : all()) {
            AppConfig app = apps.get(key.app());
            if (app != null) {
                next.put(key, current.getOrDefault(key, identity(app, key)));
            }
        }
        current = next;
        Map<AppKey, Identity> byKey = new HashMap<>();
        next.forEach((key, identity) -> byKey.put(AppKey.ofHash("sha256:" + key.hash()), identity));
        known.admit(byKey);
    }

    /** What the configuration no longer allows is no longer allowed; paths that deal with credentials never are. */
    private static Identity identity(AppConfig app, MintedKey key) {
        Set<Right> rights = mintable(app);
        rights.retainAll(key.rights());
        boolean readOnly = key.readOnly() || mayOnlyRead(app);
        return new Identity(app.withoutUnsafePaths(), Allowance.of(rights, readOnly), null);
    }

    private List<Ticket> tickets() {
        return keys.expired(NEVER.plusSeconds(1), MOST);
    }

    private static String hex(String hash) {
        return HexFormat.of().formatHex(Base64.getUrlDecoder().decode(hash));
    }

    private static Refused unknown() {
        return new Refused(404, "unknown-app", "Unknown app", "The configuration has no such app.");
    }
}
