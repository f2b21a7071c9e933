package dev.tributary;

import dev.tributary.authorization.CodeFlow;
import dev.tributary.authorization.ConnectionBook;
import dev.tributary.authorization.Grants;
import dev.tributary.confluence.AccountCheck;
import dev.tributary.confluence.ConfluenceServices;
import dev.tributary.confluence.SiteCheck;
import dev.tributary.deployment.DataCenter;
import dev.tributary.deployment.Site;
import dev.tributary.deployment.Sites;
import dev.tributary.http.HttpTransport;
import dev.tributary.http.Network;
import dev.tributary.http.Transport;
import dev.tributary.model.Connection.Reason;
import dev.tributary.model.ConnectionListener;
import dev.tributary.store.ConnectionStore;
import dev.tributary.store.MemoryStore;
import dev.tributary.store.Store;
import dev.tributary.store.StoreClock;
import dev.tributary.store.ToldStore;
import dev.tributary.token.EngineMeter;
import dev.tributary.token.Notice;
import dev.tributary.token.RenewalEngine;
import dev.tributary.token.Revocation;
import dev.tributary.token.TokenEndpoint;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings of a {@link Tributary} to be. At least one site is needed. Not thread-safe. */
public final class TributaryBuilder {

    private static final Logger LOG = LoggerFactory.getLogger(TributaryBuilder.class);

    private final List<Site> sites = new ArrayList<>();
    private final List<ConnectionListener> listeners = new ArrayList<>();
    private @Nullable Store store;
    private @Nullable Transport transport;
    private Network network = Network.DIRECT;
    private @Nullable Clock clock;
    private Duration ahead = Notice.IN_GOOD_TIME;
    private EngineMeter meter = EngineMeter.NONE;
    private RenewalEngine.Settings renewal = RenewalEngine.Settings.DEFAULT;

    TributaryBuilder() {}

    /** Adds a site that users can be connected to. */
    public TributaryBuilder site(Site site) {
        sites.add(site);
        return this;
    }

    /** Adds several sites. */
    public TributaryBuilder sites(Collection<Site> several) {
        sites.addAll(several);
        return this;
    }

    /**
     * Keeps connections there, such as in a {@linkplain dev.tributary.store.jdbc.JdbcStore database}; in memory by default,
     * where they end with the program.
     */
    public TributaryBuilder store(Store keeper) {
        this.store = keeper;
        return this;
    }

    /** Sends requests by that instead of over the JDK's client; whoever gives one closes it. */
    public TributaryBuilder transport(Transport way) {
        this.transport = way;
        return this;
    }

    /** Takes that way out over the JDK's client; {@link Network#DIRECT} by default. */
    public TributaryBuilder network(Network way) {
        this.network = way;
        return this;
    }

    /** Takes the time from there instead of the system; for tests. */
    public TributaryBuilder clock(Clock time) {
        this.clock = time;
        return this;
    }

    /** Renews in another way than the usual one: with other time-outs, or with more in memory. */
    public TributaryBuilder renewal(RenewalEngine.Settings settings) {
        this.renewal = settings;
        return this;
    }

    /**
     * Tells that listener what happens to connections; several may be added. Each has a daemon thread of its own and up to
     * 10 000 events waiting: when it is slower than that, the oldest are dropped, counted, and logged once a minute. So it can
     * neither delay nor break a renewal, a connect or a call.
     */
    public TributaryBuilder listener(ConnectionListener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Tells listeners that long before a connection ends that its user has to connect again; 14 days by default, zero for not at
     * all. Throws {@link IllegalArgumentException} for a negative time.
     */
    public TributaryBuilder endInSight(Duration before) {
        this.ahead = new Notice(event -> {}, before).ahead();
        return this;
    }

    /** Lets somebody measure how the engine works; nobody by default. It is called where the work is done, and must not block. */
    public TributaryBuilder meter(EngineMeter measurer) {
        this.meter = measurer;
        return this;
    }

    /** Builds it. Throws {@link IllegalStateException} without a site, or with two of the same id. */
    public Tributary build() {
        if (sites.isEmpty()) {
            throw new IllegalStateException("A Tributary needs at least one site: call site(...).");
        }
        Sites known = new Sites(sites);
        sites.forEach(TributaryBuilder::warn);
        Transport given = transport;
        if (given != null) {
            return new Tributary(engine(known, given, () -> {}));
        }
        HttpTransport own = new HttpTransport(network);
        return new Tributary(engine(known, own, own::close));
    }

    private static void warn(Site site) {
        if (site.deployment() instanceof DataCenter dataCenter && dataCenter.basicPasswords()) {
            LOG.warn(
                    "Site '{}' takes its users' passwords, which open everything that they are used for. Take personal access tokens"
                            + " instead, or let users consent.",
                    site.id());
        }
    }

    private Engine engine(Sites known, Transport way, Runnable atEnd) {
        Clock time = clock == null ? Clock.systemUTC() : clock;
        Store keeper = store == null ? new MemoryStore(time) : store;
        Couriers couriers = Couriers.to(listeners, time);
        ConnectionStore told = listeners.isEmpty() ? keeper : new ToldStore(keeper, couriers);
        Notice notice = (listeners.isEmpty() ? Notice.NONE : new Notice(couriers, ahead)).measuredBy(meter);
        TokenEndpoint endpoint = new TokenEndpoint(way, meter);
        Revocation revocation = endpoint.revocation();
        RenewalEngine engine = RenewalEngine.start(
                known, told, endpoint, revocation, clock == null ? renewal : renewal.measuredBy(clock), notice);
        Grants grants = new Grants(endpoint, revocation, way, new StoreClock(keeper));
        ConnectionBook book = new ConnectionBook(known, told, keeper, grants, engine.tokens(), time);
        AccountCheck accounts = new AccountCheck(
                token -> grants.account(known.of(token.connection()), token.credential(), token.connection()),
                told,
                book::suspend);
        SiteCheck places = new SiteCheck(
                known,
                token -> grants.sites(known.of(token.connection()), token.credential()),
                connection -> book.suspend(connection, Reason.SITE_LOST),
                time);
        ConfluenceServices services = new ConfluenceServices(known, engine.tokens(), way, accounts, places, time);
        CodeFlow flow = new CodeFlow(known, keeper, grants, time);
        return new Engine(flow, book, services, engine, () -> {
            atEnd.run();
            couriers.close();
        });
    }
}
