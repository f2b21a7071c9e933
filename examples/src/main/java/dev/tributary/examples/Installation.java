package dev.tributary.examples;

import com.google.crypto.tink.Aead;
import dev.tributary.Tributary;
import dev.tributary.deployment.Site;
import dev.tributary.http.Network;
import dev.tributary.http.Trust;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.Secret;
import dev.tributary.store.KeySource;
import dev.tributary.store.Keyset;
import dev.tributary.store.Store;
import dev.tributary.store.jdbc.JdbcStore;
import dev.tributary.store.jdbc.SqliteFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
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

    /** Keeps the keys encrypted by a master key, such as one of a key management service. */
    public static Tributary thatAsksAService(Site site, Path directory, Aead masterKey) {
        Path file = directory.resolve("keyset.json");
        // snippet: kms
        KeySource keys = mayCreate -> {
            if (mayCreate && Files.notExists(file)) {
                Keyset.wrapped("keyset", masterKey).writeTo(file);
            }
            return Keyset.wrapped("keyset", text(file), masterKey);
        };
        Store store = JdbcStore.open(SqliteFile.open(directory.resolve("data/tributary.db")), keys);
        // end
        return Tributary.builder().site(site).store(store).build();
    }

    private static Secret text(Path file) {
        try {
            return Secret.of(Files.readString(file));
        } catch (IOException e) {
            throw new Misconfigured("keyset", "The file " + file + " cannot be read.", e);
        }
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
