package dev.tributary.gateway.webhook;

import dev.tributary.gateway.audit.Audit;
import dev.tributary.gateway.config.WebhookConfig;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.util.List;

/** Has the messages of all targets carried. Thread-safe. */
public final class Dispatcher implements AutoCloseable {

    private final List<Courier> couriers;

    private Dispatcher(List<Courier> couriers) {
        this.couriers = couriers;
    }

    /** Begins to send what is in the outbox. Blocks. */
    public static Dispatcher start(WebhookConfig config, Outbox outbox, Audit audit, Vertx vertx) {
        Path caBundle = config.caBundle();
        Delivery delivery = new Delivery(
                vertx,
                caBundle == null ? null : new PemTrustOptions().addCertPath(caBundle.toString()),
                Aim.of(config));
        List<Courier> couriers = config.targets().stream()
                .map(target -> new Courier(target, outbox, delivery, audit))
                .toList();
        outbox.adopt(config);
        couriers.forEach(Courier::begin);
        return new Dispatcher(couriers);
    }

    /** Says that there may be something to send. */
    public void poke() {
        couriers.forEach(Courier::poke);
    }

    /** Sends nothing more. What is under way is sent again by whoever starts next. */
    @Override
    public void close() {
        couriers.forEach(Courier::end);
    }
}
