package dev.tributary.gateway;

import dev.tributary.gateway.audit.Acting;
import dev.tributary.gateway.audit.Actor;
import dev.tributary.gateway.audit.Audit;
import dev.tributary.gateway.audit.AuditEvent;
import dev.tributary.gateway.identity.Apps;
import dev.tributary.gateway.proxy.CallWatch;
import dev.tributary.gateway.proxy.Caller;
import dev.tributary.model.Connection;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Writes a part of the calls into the audit, or all: without their queries, in which there may be anything. */
final class AuditedCalls implements CallWatch {

    private final Audit audit;
    private final Apps apps;
    private final double part;

    private AuditedCalls(Audit audit, Apps apps, double part) {
        this.audit = audit;
        this.apps = apps;
        this.part = part;
    }

    /** Returns what writes that part of the calls, from 0 to 1. */
    static CallWatch of(Audit audit, Apps apps, double part) {
        return part == 0 ? CallWatch.NONE : new AuditedCalls(audit, apps, part);
    }

    @Override
    public void answered(
            HttpServerRequest request, Caller caller, String site, @Nullable Connection connection, int status) {
        if (ThreadLocalRandom.current().nextDouble() >= part) {
            return;
        }
        Actor actor = caller.subject() == null ? Actor.APP : new Actor(Actor.Kind.USER, null);
        AuditEvent entry = audit.event("call")
                .by(new Acting(actor, apps.from(request)))
                .with("app", caller.app())
                .with("site", site)
                .with("method", request.method().name())
                .with("path", path(request.uri()))
                .with("status", status);
        if (connection != null) {
            entry.connection(connection).with("generation", connection.state().generation());
        }
        entry.addIfRoom();
    }

    private static String path(String target) {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }
}
