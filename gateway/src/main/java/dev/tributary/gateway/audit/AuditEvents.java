package dev.tributary.gateway.audit;

import java.util.List;

/** What can be asked for by name. */
public final class AuditEvents {

    /** The events that the table keeps, sorted. Those that strangers could fill it with are lines of the log alone. */
    public static final List<String> KEPT = List.of(
            "call",
            "connection.confirmed",
            "connection.connected",
            "connection.disconnected",
            "connection.end_in_sight",
            "connection.ended",
            "connection.entered",
            "connection.failed",
            "connection.reconnect_required",
            "connection.refused",
            "connection.renewal_asked",
            "connection.renewal_failed",
            "connection.renewed",
            "console.doctor_run",
            "console.entered",
            "console.left",
            "console.site_tried",
            "key.elsewhere",
            "key.minted",
            "key.misplaced",
            "key.revoked",
            "link.made",
            "site.misconfigured",
            "token.exported",
            "token.refused",
            "user.identified",
            "webhook.given_up");

    private AuditEvents() {}
}
