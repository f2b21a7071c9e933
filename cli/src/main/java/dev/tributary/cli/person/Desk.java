package dev.tributary.cli.person;

import dev.tributary.Tributary;
import dev.tributary.http.HttpTransport;
import dev.tributary.model.Connection;
import dev.tributary.model.Misconfigured;
import dev.tributary.model.Secret;
import dev.tributary.store.ConnectionQuery;
import dev.tributary.store.Keyset;
import dev.tributary.store.Store;
import dev.tributary.store.jdbc.JdbcStore;
import dev.tributary.store.jdbc.SqliteFile;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A person's store, and the library at one of their sites. Commands that run at once share the store, as gateways do: a renewal is done by
 * one of them. Blocks.
 */
public final class Desk {

    /** What the library calls the person whose folder it is. */
    public static final String ME = "me";

    private final Store store;
    private final ClientSecrets secrets;

    private Desk(Store store) {
        this.store = store;
        this.secrets = new ClientSecrets(store);
    }

    /**
     * Opens what is in a folder, and makes what is missing.
     *
     * <p>Throws {@link Misconfigured} when others may see it, or the keyset does not belong to the store.
     */
    public static Desk open(Folder folder) {
        folder.checked();
        return new Desk(JdbcStore.open(SqliteFile.open(folder.database()), Keyset.file(folder.keyset())));
    }

    /** As above where a store was made before; empty, and nothing is made, where none was. */
    public static Optional<Desk> ifThere(Folder folder) {
        return Files.exists(folder.database()) ? Optional.of(open(folder)) : Optional.empty();
    }

    /** Returns the library at a site. Closing it ends what it renews, and not the store. */
    public AtSite at(SavedSite site, Secret clientSecret) {
        HttpTransport transport = new HttpTransport(site.network());
        return new AtSite(
                site,
                Tributary.builder()
                        .site(site.with(clientSecret))
                        .store(store)
                        .transport(transport)
                        .build(),
                transport);
    }

    /** As above with the client secret that was kept. Throws {@link Misconfigured} when none was. */
    public AtSite at(SavedSite site) {
        return at(
                site,
                secret(site)
                        .orElseThrow(() -> new Misconfigured(
                                "site " + site.id(),
                                "Its client secret is not known. Run: tributary login --site " + site.id())));
    }

    /** Returns the client secret that was kept for a site, for this client there. */
    public Optional<Secret> secret(SavedSite site) {
        return secrets.find(site);
    }

    /** Keeps the client secret of a site, encrypted. */
    public void keep(SavedSite site, Secret clientSecret) {
        secrets.keep(site, clientSecret);
    }

    /** Forgets the client secret of a site. */
    public void forget(SavedSite site) {
        secrets.forget(site);
    }

    /** Returns the connections that a query finds, in the order of their ids; read page by page as the stream is. */
    public Stream<Connection> connections(ConnectionQuery query) {
        return Stream.iterate(
                        store.list(query),
                        page -> !page.isEmpty(),
                        page -> store.list(
                                query.behind(page.get(page.size() - 1).id())))
                .flatMap(List::stream);
    }

    /**
     * The library at one site.
     *
     * @param site the site
     * @param tributary the library
     * @param transport its way there
     */
    public record AtSite(SavedSite site, Tributary tributary, HttpTransport transport) implements AutoCloseable {

        /** Returns the person's connection there, whatever its state. */
        public Optional<Connection> connection() {
            return tributary.connection(ME, site.id());
        }

        @Override
        public void close() {
            tributary.close();
            transport.close();
        }
    }
}
