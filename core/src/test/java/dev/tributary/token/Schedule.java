package dev.tributary.token;

import dev.tributary.deployment.AccountFields;
import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.DataCenter;
import dev.tributary.deployment.Dialect;
import dev.tributary.deployment.Endpoints;
import dev.tributary.deployment.Site;
import dev.tributary.deployment.Sites;
import dev.tributary.model.Account;
import dev.tributary.model.Connection;
import dev.tributary.model.Connection.State;
import dev.tributary.model.Connection.Status;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import dev.tributary.model.TokenPair;
import dev.tributary.store.HeldPair;
import dev.tributary.store.StoredConnection;
import dev.tributary.store.ToldStore;
import dev.tributary.token.Grant.Pair;
import dev.tributary.token.RenewingTokens.Patience;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One schedule: two to four nodes that share a store and run the real engine, a server, users, and faults, all out of one seed.
 */
final class Schedule {

    private static final URI BASE = URI.create("https://wiki.example");

    private final World world;
    private final Server server;
    private final Witness witness;
    private final Gazette gazette;
    private final Ledger ledger;
    private final ToldStore store;
    private final Wires.Weather weather = new Wires.Weather();
    private final Engine engine;
    private final Sites sites;

    /**
     * The engine under test.
     *
     * @param timing its timing
     * @param steps what it does to rows
     * @param believed what it takes for the rest of its timing; different only where a clause is taken out
     * @param sweeps whether it sweeps
     */
    record Engine(RenewalTiming timing, StepsOf steps, RenewalTiming believed, boolean sweeps) {

        static final Engine REAL =
                new Engine(RenewalTiming.DEFAULT, () -> new Steps(RenewalTiming.DEFAULT), RenewalTiming.DEFAULT, true);
    }

    /** Makes the steps of one node. */
    interface StepsOf {
        Steps make();
    }

    /**
     * What is to be tried.
     *
     * @param rotation how the server treats spent tokens
     * @param company what else there is of its grant
     */
    record Setting(Rotation rotation, Company company) {

        int number() {
            return 3 * rotation.name().hashCode() + company.number;
        }

        @Override
        public String toString() {
            return rotation + company.name;
        }
    }

    /** What else there is of a connection's grant. */
    enum Company {
        /** Nothing. */
        NONE(0, ""),
        /** Another connection with a pair of its own. */
        TWO_PAIRS(1, " shared"),
        /** Another connection on the same pair, from the beginning or some time. */
        ONE_PAIR(2, " on one pair");

        private final int number;
        private final String name;

        Company(int number, String name) {
            this.number = number;
            this.name = name;
        }
    }

    Schedule(long seed, Setting setting, Engine engine, boolean tracing) {
        this.world = new World(seed * 0x9E3779B97F4A7C15L + setting.number(), tracing);
        this.engine = engine;
        this.server = new Server(setting.rotation(), () -> world.now);
        this.witness = new Witness(world, server, setting.rotation(), engine.timing(), setting.company());
        this.gazette = new Gazette(world, setting.company() == Company.ONE_PAIR ? 5 * World.MINUTE : 0);
        this.ledger = new Ledger(world, server, witness, gazette);
        this.store = new ToldStore(ledger, gazette);
        this.sites = sites(setting);
        witness.watch(ledger);
        populate(setting);
    }

    /** Runs it to its end, and returns what was violated, by invariant. */
    Map<String, String> run() {
        world.run(witness::isQuiet);
        ledger.rows().forEach(witness::judge);
        gazette.judge();
        return world.violations;
    }

    private void populate(Setting setting) {
        Pair first = server.consent();
        if (setting.company() != Company.ONE_PAIR) {
            enter(first, 0);
        }
        if (setting.company() == Company.TWO_PAIRS) {
            enter(server.join(first.grant), 1);
        }
        int count = 2 + world.chance.nextInt(3);
        long demand = world.chance.nextInt(10) < 7 ? 25 * World.SECOND : 6 * World.MINUTE;
        for (int i = 0; i < count; i++) {
            Node node = new Node(i, world, this::boot);
            world.nodes.add(node);
            node.start();
        }
        if (setting.company() == Company.ONE_PAIR) {
            new Pairing(this, sites).populate(first);
        }
        for (Node node : world.nodes) {
            ledger.ids().forEach(id -> askAgainAndAgain(node, id, demand));
        }
        world.later(World.END, () -> ledger.ids().forEach(this::askEverywhere));
        if (setting.company() != Company.ONE_PAIR && world.chance.nextInt(8) == 0) {
            ConnectionId id = ledger.ids().iterator().next();
            long when = 25 * World.SECOND + world.upTo(70 * World.SECOND);
            world.later(when, () -> disconnect(id, setting));
            if (world.chance.nextInt(3) > 0) {
                long again =
                        World.SECOND + world.upTo(world.chance.nextBoolean() ? 10 * World.SECOND : 3 * World.MINUTE);
                world.later(when + again, () -> reconnect(id));
            }
        }
    }

    /** When all is over, whoever can be served must be. */
    private void askEverywhere(ConnectionId id) {
        world.nodes.forEach(node -> witness.expects(id, node.finallyAsk(id)));
    }

    private RenewingTokens boot(Node node) {
        Wires wires = new Wires(this, node);
        RenewalParts parts = new RenewalParts(
                sites,
                wires,
                wires,
                wires,
                node,
                engine.believed(),
                engine.steps().make(),
                new Writes(node, Duration.ofSeconds(5)),
                world.chance.split(),
                new Notice(gazette, Duration.ZERO));
        Renewals renewals = new Renewals(parts);
        Upkeep upkeep = new Upkeep(parts, renewals);
        if (engine.sweeps()) {
            upkeep.sweep();
        }
        return new RenewingTokens(parts, renewals, Patience.DEFAULT, upkeep, 16);
    }

    private void askAgainAndAgain(Node node, ConnectionId id, long mean) {
        long pause = 1 + Math.round(-Math.log(1 - world.chance.nextDouble()) * mean);
        if (world.now + pause < World.END) {
            world.later(pause, () -> {
                node.ask(id);
                askAgainAndAgain(node, id, mean);
            });
        }
    }

    /** A connection whose pair is due half a minute from now. */
    private void enter(Pair pair, int number) {
        Connection connection = new Connection(
                new ConnectionId(new UUID(0, number).toString()),
                new Owner("app", "user-" + number),
                "wiki",
                BASE,
                Connection.Kind.OAUTH,
                new Account("key", "alice", "Alice"),
                List.of(),
                new State(Status.ACTIVE, null, 1, 1),
                new Connection.Dates(Instant.EPOCH, Instant.EPOCH, null, null));
        ledger.enter(new StoredConnection(connection, held(pair), List.of(), null), pair);
    }

    private HeldPair held(Pair pair) {
        return HeldPair.untried(tokens(pair), ledger.now());
    }

    /** Due half a minute from now. */
    TokenPair tokens(Pair pair) {
        Instant now = ledger.now();
        return new TokenPair(
                Secret.of("access-of-" + pair.number),
                pair.refreshToken(),
                now.plus(Duration.ofMinutes(4)),
                now.plus(Duration.ofSeconds(30)),
                now.plus(Duration.ofDays(90)));
    }

    private void disconnect(ConnectionId id, Setting setting) {
        StoredConnection row = ledger.row(id);
        world.log("the USER disconnects");
        if (!setting.rotation().hasLeeway() && world.chance.nextBoolean()) {
            ledger.chain(id)[0].grant.ended = true;
        }
        ledger.userChanges(id, new StoredConnection(next(row.connection(), Status.DISCONNECTED), null));
    }

    private void reconnect(ConnectionId id) {
        world.log("the USER connects again");
        StoredConnection row = ledger.row(id);
        Pair pair = server.consent();
        ledger.entitle(id, pair);
        ledger.userChanges(
                id, new StoredConnection(next(row.connection(), Status.ACTIVE), held(pair), List.of(), null));
    }

    private static Connection next(Connection before, Status status) {
        State state = before.state();
        return before.with(new State(status, null, state.epoch() + 1, state.generation() + 1));
    }

    private static Sites sites(Setting setting) {
        if (setting.company() == Company.ONE_PAIR) {
            return Pairing.sites();
        }
        Endpoints endpoints = new Endpoints(BASE, BASE, BASE, BASE, null);
        Duration leeway = setting.rotation().hasLeeway() ? Rotation.LEEWAY : Duration.ZERO;
        Dialect dialect = new Dialect(
                BASE.toString(),
                AccountFields.CONFLUENCE,
                List.of(),
                !setting.rotation().hasLeeway(),
                leeway);
        ClientRegistration registration = new ClientRegistration("client", Secret.of("secret"), BASE, List.of());
        return new Sites(List.of(new Site("wiki", new DataCenter(BASE, endpoints, dialect), registration)));
    }

    boolean isCutOff(Node node) {
        return world.now < node.cutOffUntil || world.now < weather.storeAwayUntil();
    }

    World world() {
        return world;
    }

    Server server() {
        return server;
    }

    Witness witness() {
        return witness;
    }

    Ledger ledger() {
        return ledger;
    }

    ToldStore store() {
        return store;
    }

    Wires.Weather weather() {
        return weather;
    }

    RenewalTiming timing() {
        return engine.timing();
    }
}
