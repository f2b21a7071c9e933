package dev.tributary.gateway.webhook;

import dev.tributary.gateway.audit.Audit;
import dev.tributary.gateway.config.WebhookConfig.Target;
import dev.tributary.gateway.webhook.Outcome.Arrived;
import dev.tributary.gateway.webhook.Outcome.Failed;
import dev.tributary.model.TributaryException;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries the messages of one target, a few at once, on a thread of its own, so that no target waits for another. */
final class Courier {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final int AT_ONCE = 10;

    /** Longer than sending takes, so that nobody else sends the same meanwhile. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration TROUBLE = Duration.ofSeconds(10);

    private final Target target;
    private final Outbox outbox;
    private final Delivery delivery;
    private final Audit audit;
    private final Thread thread;
    private boolean poked;
    private boolean failing;

    Courier(Target target, Outbox outbox, Delivery delivery, Audit audit) {
        this.target = target;
        this.outbox = outbox;
        this.delivery = delivery;
        this.audit = audit;
        this.thread = new Thread(this::run, "tributary-webhook");
        thread.setDaemon(true);
    }

    void begin() {
        thread.start();
    }

    /** Says that there may be something to send. */
    synchronized void poke() {
        poked = true;
        notifyAll();
    }

    void end() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                rest(round());
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how long to rest: not at all while there is more. */
    private Duration round() throws InterruptedException {
        try {
            return carry() == AT_ONCE ? Duration.ZERO : PAUSE;
        } catch (TributaryException away) {
            LOG.warn("The messages of webhook '{}' wait for the store: {}", target.name(), away.getMessage());
            return TROUBLE;
        }
    }

    private synchronized void rest(Duration pause) throws InterruptedException {
        long left = pause.toMillis();
        while (!poked && left > 0) {
            wait(left);
            left = 0;
        }
        poked = false;
    }

    /** Sends what is due, and returns how many that were. */
    private int carry() throws InterruptedException {
        List<Message> mine = outbox.take(target.app(), target.name(), AT_ONCE, LEASE);
        if (mine.isEmpty()) {
            return 0;
        }
        Instant now = outbox.now();
        List<Future<Outcome>> sent = new ArrayList<>();
        for (Message message : mine) {
            sent.add(delivery.send(target, message, now));
        }
        for (int i = 0; i < mine.size(); i++) {
            settle(
                    mine.get(i),
                    sent.get(i).toCompletionStage().toCompletableFuture().join(),
                    now);
        }
        return mine.size();
    }

    private void settle(Message message, Outcome outcome, Instant now) {
        if (outcome instanceof Arrived) {
            outbox.arrived(message);
            recovered();
        } else if (outcome instanceof Failed failed
                && now.isBefore(message.madeAt().plus(Backoff.LONGEST))) {
            double chance = ThreadLocalRandom.current().nextDouble();
            outbox.again(message, Backoff.pause(message.attempts(), failed.pause(), chance));
            failing(failed.why());
        } else if (outbox.giveUp(message)) {
            givenUp(message, outcome instanceof Failed failed ? failed.why() : "it answered 410: it wants no more");
        }
    }

    private void failing(String why) {
        if (!failing) {
            failing = true;
            LOG.warn(
                    "Webhook '{}' does not take its messages: {}. They are sent again for three days.",
                    target.name(),
                    why);
        }
    }

    private void recovered() {
        if (failing) {
            failing = false;
            LOG.info("Webhook '{}' takes its messages again.", target.name());
        }
    }

    private void givenUp(Message message, String why) {
        LOG.error(
                "Message {} to webhook '{}' was given up after {} attempts: {}. Have the application look at its connections.",
                message.id(),
                target.name(),
                message.attempts() + 1,
                why);
        audit.event("webhook.given_up")
                .with("app", target.app())
                .with("webhook", target.name())
                .with("message", message.id())
                .with("attempts", message.attempts() + 1)
                .with("why", why)
                .log();
    }
}
