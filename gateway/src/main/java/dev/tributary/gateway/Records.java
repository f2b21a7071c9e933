package dev.tributary.gateway;

import dev.tributary.gateway.audit.Audit;
import dev.tributary.gateway.audit.AuditEntry;
import dev.tributary.gateway.audit.AuditQuery;
import dev.tributary.gateway.audit.AuditRecorder;
import dev.tributary.gateway.audit.AuditTable;
import dev.tributary.gateway.audit.AuditWriter;
import dev.tributary.gateway.audit.Retention;
import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.gateway.webhook.Outbox;
import dev.tributary.gateway.webhook.OutboxRecorder;
import dev.tributary.model.ConnectionListener;
import dev.tributary.store.Store;
import dev.tributary.store.jdbc.EventRecorder;
import dev.tributary.store.jdbc.Jdbc;
import dev.tributary.store.jdbc.JdbcStore;
import dev.tributary.store.jdbc.JdbcStore.Count;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What survives: the store, and beside it, in the same database and the same transactions, what was done.
 *
 * @param store connections and tickets
 * @param audit the way into the audit
 * @param entries what the audit has
 * @param outbox the messages that are still to be sent
 * @param messages puts them there
 * @param listeners are to be told what happens to connections
 * @param counts how many connections there are
 */
record Records(
        Store store,
        Audit audit,
        Function<AuditQuery, List<AuditEntry>> entries,
        Outbox outbox,
        OutboxRecorder messages,
        List<ConnectionListener> listeners,
        Supplier<List<Count>> counts) {

    /** How long messages stay that were given up. */
    private static final Duration KEPT = Duration.ofDays(30);

    static final Jdbc.Tables TABLES = new Jdbc.Tables(
            Records.class.getClassLoader(),
            "dev/tributary/gateway/records",
            List.of("V1__audit_and_outbox.sql", "V2__outbox_of_apps.sql"),
            "tributary_gateway_history");

    /** Opens it. Blocks. Fails as {@link JdbcStore#open} and {@link Storage#database} do. */
    static Records open(GatewayConfig config, Parts parts, Clock clock, MeterRegistry meters) {
        Jdbc database = Jdbc.on(Storage.database(config.storage(), parts, meters), clock);
        AuditTable table = table(database);
        Audit audit = new Audit(parts.add(AuditWriter.to(table)), clock);
        AuditRecorder recorder = new AuditRecorder(audit, config.audit().renewals());
        Outbox outbox = new Outbox(database);
        OutboxRecorder messages = new OutboxRecorder(outbox, config.webhooks().targets(), config.apps());
        Store store = JdbcStore.open(database, Storage.keys(config.storage().keyset()), both(recorder, messages));
        Runnable tidying = () -> {
            outbox.adopt(config.webhooks());
            outbox.clear(KEPT);
        };
        parts.add(new Retention(table, config.audit(), clock, tidying)).begin();
        return new Records(
                store,
                audit,
                table::list,
                outbox,
                messages,
                List.of(recorder, messages),
                () -> JdbcStore.counts(database));
    }

    private static EventRecorder both(EventRecorder one, EventRecorder other) {
        return (event, transaction) -> {
            one.record(event, transaction);
            other.record(event, transaction);
        };
    }

    /** Returns the audit of a database, having brought its tables up to date. */
    static AuditTable table(Jdbc database) {
        database.migrate(TABLES);
        return new AuditTable(database);
    }
}
