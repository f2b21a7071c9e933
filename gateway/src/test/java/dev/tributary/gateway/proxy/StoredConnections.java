package dev.tributary.gateway.proxy;

import dev.tributary.authorization.Completion;
import dev.tributary.authorization.Connections;
import dev.tributary.authorization.Disconnected;
import dev.tributary.authorization.HandedIn;
import dev.tributary.authorization.ObtainedTokens;
import dev.tributary.model.CloudSite;
import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.Owner;
import dev.tributary.model.Secret;
import dev.tributary.store.Change;
import dev.tributary.store.ConnectionQuery;
import dev.tributary.store.ConnectionStore;
import dev.tributary.store.StoredConnection;
import dev.tributary.token.AccessToken;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The connections of a store, of which the proxy asks no more than to find and to suspend them. */
record StoredConnections(ConnectionStore store) implements Connections {

    @Override
    public Optional<Connection> find(ConnectionId id) {
        return store.find(id).map(StoredConnection::connection);
    }

    @Override
    public Optional<Connection> find(Owner owner, String site) {
        return store.find(owner, site).map(StoredConnection::connection);
    }

    @Override
    public List<Connection> list(ConnectionQuery query) {
        return store.list(query);
    }

    @Override
    public List<CloudSite> sites(String site, Secret accessToken) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Connection confirm(AccessToken token) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void suspend(Connection connection, Connection.Reason reason) {
        Connection.State was = connection.state();
        Connection suspended = connection.with(
                new Connection.State(Connection.Status.RECONNECT_REQUIRED, reason, was.epoch(), was.generation()));
        store.change(connection.id(), (row, now) -> Change.Outcome.write(row.with(suspended), true));
    }

    @Override
    public Connection establish(Completion.Granted grant, @Nullable String acceptAccount) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> missing(Completion.Granted grant) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Completion.Granted settled(Completion.Granted grant) {
        return grant;
    }

    @Override
    public Connection connect(HandedIn handed) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Disconnected disconnect(ConnectionId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Disconnected disconnect(Owner owner, String site) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Disconnected.Revocation refuse(String site, ObtainedTokens pair) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Disconnected.Revocation refuse(Completion.Granted grant) {
        throw new UnsupportedOperationException();
    }
}
