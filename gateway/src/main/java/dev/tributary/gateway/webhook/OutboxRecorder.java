package dev.tributary.gateway.webhook;

import dev.tributary.gateway.audit.ConnectionEvents;
import dev.tributary.gateway.config.AppConfig;
import dev.tributary.gateway.config.WebhookConfig.Target;
import dev.tributary.model.ConnectionEvent;
import dev.tributary.model.ConnectionEvent.RenewalFailed;
import dev.tributary.model.ConnectionEvent.SiteMisconfigured;
import dev.tributary.model.ConnectionListener;
import dev.tributary.store.jdbc.EventRecorder;
import dev.tributary.store.jdbc.Transaction;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Puts messages into the outbox: in the transaction in which a connection changes, or, where nothing changes because a renewal
 * failed, when that is told. Thread-safe.
 */
public final class OutboxRecorder implements EventRecorder, ConnectionListener {

    private final Outbox outbox;
    private final List<Target> targets;
    private volatile Map<String, AppConfig> apps;

    /**
     * Takes whom to tell.
     *
     * @param outbox where messages wait
     * @param targets whom to tell
     * @param apps the applications
     */
    public OutboxRecorder(Outbox outbox, List<Target> targets, Collection<AppConfig> apps) {
        this.outbox = outbox;
        this.targets = List.copyOf(targets);
        this.apps = byId(apps);
    }

    private static Map<String, AppConfig> byId(Collection<AppConfig> apps) {
        return apps.stream().collect(Collectors.toUnmodifiableMap(AppConfig::id, Function.identity()));
    }

    /** Knows the applications as they are from now on, those of all targets among them. */
    public void replace(Collection<AppConfig> others) {
        apps = byId(others);
    }

    @Override
    public void record(ConnectionEvent event, Transaction transaction) throws SQLException {
        for (Message message : messages(event)) {
            Outbox.add(message, transaction);
        }
    }

    @Override
    public void on(ConnectionEvent event) {
        if (event instanceof RenewalFailed || event instanceof SiteMisconfigured) {
            messages(event).forEach(outbox::add);
        }
    }

    private List<Message> messages(ConnectionEvent event) {
        return targets.stream()
                .filter(target -> target.events().contains(ConnectionEvents.name(event)))
                .filter(target -> concerns(target, event))
                .map(target -> message(target, event))
                .toList();
    }

    private boolean concerns(Target target, ConnectionEvent event) {
        return event instanceof SiteMisconfigured
                ? app(target).mayUse(event.connection().site())
                : target.app().equals(event.connection().owner().app());
    }

    private Message message(Target target, ConnectionEvent event) {
        return new Message(
                "msg_" + UUID.randomUUID().toString().replace("-", ""),
                target.app(),
                target.name(),
                MessageBody.of(event, app(target)),
                event.at(),
                event.at(),
                0);
    }

    private AppConfig app(Target target) {
        AppConfig app = apps.get(target.app());
        if (app == null) {
            throw new IllegalStateException("Target '" + target.name() + "' belongs to no app.");
        }
        return app;
    }
}
