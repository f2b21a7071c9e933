package dev.tributary.gateway.audit;

import dev.tributary.model.Connection.State;
import dev.tributary.model.ConnectionEvent;
import dev.tributary.model.ConnectionEvent.Connected;
import dev.tributary.model.ConnectionEvent.GrantEndInSight;
import dev.tributary.model.ConnectionEvent.ReconnectRequired;
import dev.tributary.model.ConnectionEvent.RenewalFailed;
import dev.tributary.model.ConnectionEvent.Renewed;
import dev.tributary.model.ConnectionEvent.SiteMisconfigured;
import dev.tributary.model.ConnectionListener;
import dev.tributary.store.jdbc.EventRecorder;
import dev.tributary.store.jdbc.Transaction;
import java.sql.SQLException;

/**
 * Writes what happens to connections into the audit, in the transaction in which it happens. The lines of the log follow when it
 * is over; so does what changes no row.
 */
public final class AuditRecorder implements EventRecorder, ConnectionListener {

    private final Audit audit;
    private final boolean renewals;

    /**
     * Takes the audit.
     *
     * @param audit the audit
     * @param renewals whether renewals are in it, of which there are many
     */
    public AuditRecorder(Audit audit, boolean renewals) {
        this.audit = audit;
        this.renewals = renewals;
    }

    @Override
    public void record(ConnectionEvent event, Transaction transaction) throws SQLException {
        if (isKept(event)) {
            AuditTable.add(entry(event).entry(), transaction);
        }
    }

    @Override
    public void on(ConnectionEvent event) {
        if (event instanceof RenewalFailed || event instanceof SiteMisconfigured) {
            entry(event).by(new Acting(Actor.GATEWAY, null)).log();
        } else if (!(event instanceof Renewed)) {
            entry(event).echo();
        }
    }

    private boolean isKept(ConnectionEvent event) {
        return renewals || !(event instanceof Renewed renewed) || renewed.healed();
    }

    private AuditEvent entry(ConnectionEvent event) {
        State state = event.connection().state();
        AuditEvent entry = audit.event(ConnectionEvents.name(event), event.at())
                .connection(event.connection())
                .with("epoch", state.epoch())
                .with("generation", state.generation());
        if (event instanceof Connected connected) {
            entry.with("kind", connected.connection().kind())
                    .with("account", connected.connection().account().username());
        } else if (event instanceof ReconnectRequired required) {
            entry.with("reason", required.reason());
        } else if (event instanceof GrantEndInSight ending) {
            entry.with("end", ending.end());
        } else if (event instanceof Renewed renewed && renewed.healed()) {
            entry.with("healed", true);
        } else if (event instanceof RenewalFailed failed) {
            entry.with("why", String.valueOf(failed.failure().getMessage()));
        } else if (event instanceof SiteMisconfigured wrong) {
            entry.with("why", String.valueOf(wrong.failure().getMessage()));
        }
        return entry;
    }
}
