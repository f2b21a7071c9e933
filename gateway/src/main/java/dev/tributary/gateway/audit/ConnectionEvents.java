package dev.tributary.gateway.audit;

import dev.tributary.model.ConnectionEvent;
import dev.tributary.model.ConnectionEvent.Connected;
import dev.tributary.model.ConnectionEvent.Disconnected;
import dev.tributary.model.ConnectionEvent.GrantEndInSight;
import dev.tributary.model.ConnectionEvent.ReconnectRequired;
import dev.tributary.model.ConnectionEvent.RenewalFailed;
import dev.tributary.model.ConnectionEvent.Renewed;
import dev.tributary.model.ConnectionEvent.SiteMisconfigured;
import java.util.Map;

/** What the events of connections are called, in the audit as in messages to applications. */
public final class ConnectionEvents {

    /** The renewals, of which there are many. */
    public static final String RENEWED = "connection.renewed";

    private static final Map<Class<? extends ConnectionEvent>, String> NAMES = Map.of(
            Connected.class, "connection.connected",
            Renewed.class, RENEWED,
            RenewalFailed.class, "connection.renewal_failed",
            SiteMisconfigured.class, "site.misconfigured",
            ReconnectRequired.class, "connection.reconnect_required",
            GrantEndInSight.class, "connection.end_in_sight",
            Disconnected.class, "connection.disconnected");

    private ConnectionEvents() {}

    /** Returns an event's name. */
    public static String name(ConnectionEvent event) {
        String name = NAMES.get(event.getClass());
        if (name == null) {
            throw new IllegalStateException("Nobody has named " + event.getClass() + ".");
        }
        return name;
    }
}
