package dev.tributary.gateway.api;

import dev.tributary.authorization.Connections;
import dev.tributary.deployment.Sites;
import dev.tributary.gateway.audit.Audit;
import dev.tributary.gateway.audit.AuditEntry;
import dev.tributary.gateway.audit.AuditQuery;
import dev.tributary.store.TicketStore;
import dev.tributary.token.Tokens;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * What the operations are made with.
 *
 * @param sites the sites as they are now
 * @param connections makes, finds and ends connections
 * @param tokens hands out access tokens
 * @param store where the gateway keeps what survives
 * @param audit what was done
 * @param entries what the audit has
 * @param clock the time
 * @param ending says whether the gateway is about to stop
 */
public record ApiServices(
        Sites sites,
        Connections connections,
        Tokens tokens,
        TicketStore store,
        Audit audit,
        Function<AuditQuery, List<AuditEntry>> entries,
        Clock clock,
        BooleanSupplier ending) {}
