package dev.tributary.examples;

import dev.tributary.Tributary;
import dev.tributary.deployment.Site;
import dev.tributary.http.Network;
import dev.tributary.http.Trust;
import dev.tributary.store.Keyset;
import dev.tributary.store.Store;
import dev.tributary.store.jdbc.JdbcStore;
import dev.tributary.store.jdbc.SqliteFile;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import javax.sql.DataSource;

/** What an installation adds to a program: connections that survive it, encrypted, and a company's certificates and proxy. */
public final class Installation {

    private Installation() {}

    /** Keeps connections in two directories below that one; back them up apart. */
    public static Tributary thatRemembers(Site site, Path directory) {
        // snippet: store
        DataSource database = SqliteFile.open(directory.resolve("data/tributary.db"));
        Store store = JdbcStore.open(database, Keyset.file(directory.resolve("keys/keyset.json")));
        Tributary tributary = Tributary.builder().site(site).store(store).build();
        // end
        return tributary;
    }

    /** Trusts the certification authorities in that file and nobody else. */
    public static Tributary thatTrusts(Site site, Path caBundle) {
        // snippet: trust
        Network network = Network.DIRECT.trusting(Trust.caBundle(caBundle));
        Tributary tributary = Tributary.builder().site(site).network(network).build();
        // end
        return tributary;
    }

    /** Goes out through that proxy. */
    public static Network through(InetSocketAddress proxy) {
        // snippet: proxy
        Network network = Network.DIRECT.through(proxy);
        // end
        return network;
    }
}
