package dev.tributary.gateway;

import dev.tributary.gateway.audit.AuditEntry;
import dev.tributary.gateway.audit.AuditQuery;
import dev.tributary.gateway.audit.AuditTable;
import dev.tributary.gateway.config.Database;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.model.Misconfigured;
import dev.tributary.store.jdbc.Jdbc;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** What a gateway has written down, for its operators. Works beside gateways that run on the same database. Thread-safe. */
public final class GatewayAudit implements AutoCloseable {

    private final Parts parts;
    private final AuditTable table;

    private GatewayAudit(Parts parts, AuditTable table) {
        this.parts = parts;
        this.table = table;
    }

    /**
     * Opens the audit of a gateway of that configuration. Blocks. Makes no database, and needs no keyset: nothing in it is secret.
     *
     * <p>Throws {@link Misconfigured} when there is no database yet, or it is open to other users; {@link
     * dev.tributary.model.Unavailable} when it does not answer.
     */
    public static GatewayAudit open(GatewayConfig.Storage storage) {
        if (storage.database() instanceof Database.File file && !Files.exists(file.path())) {
            throw new Misconfigured(
                    "store.sqlite",
                    "There is no database " + file.path()
                            + ". The gateway makes it at its first start; is this its configuration?");
        }
        Parts parts = new Parts();
        try {
            Jdbc database = Jdbc.on(Storage.database(storage, parts), Clock.systemUTC());
            return new GatewayAudit(parts, Records.table(database));
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    /**
     * Returns all entries that a query chooses, in its order, from its cursor on; its limit is that of a page, which are read as the
     * stream is. Blocks as it is read, and throws {@link dev.tributary.model.Unavailable} when the database is away.
     */
    public Stream<AuditEntry> list(AuditQuery query) {
        return Stream.iterate(
                        table.list(query),
                        page -> !page.isEmpty(),
                        page -> table.list(query.after(page.get(page.size() - 1).id())))
                .flatMap(List::stream);
    }

    /** Closes the database. */
    @Override
    public void close() {
        parts.close();
    }
}
