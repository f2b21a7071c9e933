package dev.tributary.token;

import dev.tributary.authorization.Act;
import dev.tributary.deployment.ClientRegistration;
import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.Site;
import dev.tributary.deployment.Sites;
import dev.tributary.model.Account;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import dev.tributary.model.Unavailable;
import dev.tributary.token.Grant.Pair;
import java.net.URI;
import java.util.List;

/** A user with connections at two sites that one grant opens, who connects and disconnects while nodes renew. */
final class Pairing {

    private static final Owner OWNER = new Owner("app", "alice");
    private static final Account ACCOUNT = new Account("key", "alice", "Alice");
    private static final List<String> NAMES = List.of("rivers", "lakes");

    private final Schedule schedule;
    private final World world;
    private final Sites sites;

    Pairing(Schedule schedule, Sites sites) {
        this.schedule = schedule;
        this.world = schedule.world();
        this.sites = sites;
    }

    static Sites sites() {
        ClientRegistration registration =
                new ClientRegistration("client", Secret.of("secret"), URI.create("https://app.example"), List.of());
        return new Sites(NAMES.stream()
                .map(name -> Site.cloud(name, Cloud.atlassian(), registration))
                .toList());
    }

    /** Half of the users have both connections, the others have ended the second one and make it anew some time. */
    void populate(Pair first) {
        connection("rivers", first).finish();
        connection("lakes", schedule.server().join(first.grant)).finish();
        boolean both = world.chance.nextBoolean();
        if (!both) {
            Act.disconnect(schedule.store(), id("lakes")).finish();
            if (world.chance.nextBoolean()) {
                // With a pair of its own, as a first connection has.
                Act.disconnect(schedule.store(), id("rivers")).finish();
                connection("rivers", schedule.server().join(first.grant)).finish();
            }
            connectSometime("lakes", first);
        }
        if (world.chance.nextInt(3) > 0) {
            String one = NAMES.get(world.chance.nextInt(2));
            long when = 25 * World.SECOND + world.upTo(100 * World.SECOND);
            world.later(when, () -> begin("disconnects " + one, Act.disconnect(schedule.store(), id(one))));
            if (world.chance.nextInt(3) == 0) {
                world.later(when + world.upTo(3 * World.MINUTE), () -> connectNow(one, first));
            }
        }
        if (world.chance.nextInt(6) == 0) {
            connectSometime("rivers", first);
        }
    }

    private void connectSometime(String site, Pair first) {
        world.later(20 * World.SECOND + world.upTo(60 * World.SECOND), () -> connectNow(site, first));
    }

    private void connectNow(String site, Pair first) {
        Pair joined = first.grant.ended
                ? schedule.server().consent()
                : schedule.server().join(first.grant);
        begin("consents at " + site + " to " + joined, connection(site, joined));
    }

    private Act connection(String site, Pair pair) {
        return Act.connect(sites, schedule.store(), sites.get(site), OWNER, ACCOUNT, schedule.tokens(pair));
    }

    private ConnectionId id(String site) {
        return schedule.store().find(OWNER, site).orElseThrow().connection().id();
    }

    private void begin(String what, Act act) {
        Node node = world.nodes.get(world.chance.nextInt(world.nodes.size()));
        world.log("the USER %s by %s", what, node);
        if (node.up) {
            goOn(node, act);
        }
    }

    /** Each statement may be the last one of its node. */
    private void goOn(Node node, Act act) {
        world.reach(node, 1 + world.upTo(400), "a statement of a user", () -> {
            if (schedule.isCutOff(node)) {
                world.log("%s gives up what its user wanted: the store is away", node);
                return;
            }
            try {
                boolean more = act.next();
                act.touched().forEach(node::forget);
                if (more) {
                    goOn(node, act);
                }
            } catch (Unavailable tooMany) {
                world.log("%s gives up what its user wanted: %s", node, tooMany.getMessage());
            }
        });
    }
}
