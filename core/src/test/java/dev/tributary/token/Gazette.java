package dev.tributary.token;

import dev.tributary.model.Connection;
import dev.tributary.model.Connection.State;
import dev.tributary.model.ConnectionEvent;
import dev.tributary.model.ConnectionEvent.Connected;
import dev.tributary.model.ConnectionEvent.Disconnected;
import dev.tributary.model.ConnectionEvent.ReconnectRequired;
import dev.tributary.model.ConnectionEvent.RenewalFailed;
import dev.tributary.model.ConnectionEvent.Renewed;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.ConnectionListener;
import java.util.ArrayList;
import java.util.List;

/** What the nodes of a world tell. It must agree with what the ledger saw: each thing told once, and nothing else. */
final class Gazette implements ConnectionListener {

    private final World world;
    private final long latest;
    private final List<News> happened = new ArrayList<>();
    private final List<News> told = new ArrayList<>();

    private record News(String what, ConnectionId id, State state) {

        static News renewed(Connection connection) {
            return new News("renewed", connection.id(), connection.state());
        }

        static News changedHands(Connection connection) {
            return new News("changed hands", connection.id(), connection.state());
        }

        static News marked(Connection connection) {
            return new News("marked", connection.id(), connection.state());
        }
    }

    /**
     * Listens.
     *
     * @param latest how long after a failure it may be told, since those whom it concerns are looked up first
     */
    Gazette(World world, long latest) {
        this.world = world;
        this.latest = latest;
    }

    void landed(Connection connection) {
        happened.add(News.renewed(connection));
    }

    /** Its user has connected or disconnected. */
    void changedHands(Connection connection) {
        happened.add(News.changedHands(connection));
    }

    void marked(Connection connection) {
        happened.add(News.marked(connection));
    }

    @Override
    public void on(ConnectionEvent event) {
        world.log("told: %s", event);
        if (event instanceof Renewed) {
            told.add(News.renewed(event.connection()));
        } else if (event instanceof ReconnectRequired) {
            told.add(News.marked(event.connection()));
        } else if (event instanceof Connected || event instanceof Disconnected) {
            told.add(News.changedHands(event.connection()));
        } else if (!(event instanceof RenewalFailed) || !event.connection().isActive()) {
            world.violated("something else is told", "no renewal does this: " + event);
        } else if (event.at().toEpochMilli() < world.now - latest) {
            world.violated("told of the past", event + " failed before it was tried");
        }
    }

    void judge() {
        if (!told.equals(happened)) {
            world.violated("told otherwise", "told " + told + ", happened " + happened);
        }
    }
}
