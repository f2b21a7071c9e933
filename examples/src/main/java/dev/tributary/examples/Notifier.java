package dev.tributary.examples;

import dev.tributary.Tributary;
import dev.tributary.deployment.Site;
import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionEvent;
import dev.tributary.model.ConnectionEvent.GrantEndInSight;
import dev.tributary.model.ConnectionEvent.ReconnectRequired;
import dev.tributary.model.ConnectionEvent.Renewed;
import dev.tributary.model.ConnectionEvent.SiteMisconfigured;
import dev.tributary.model.ConnectionListener;
import dev.tributary.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Lets people know before, and when, their connection needs them. */
public final class Notifier implements ConnectionListener {

    private static final String OPERATOR = "operator";

    private final BiConsumer<String, String> mail;

    /** Takes what sends a text to somebody. */
    public Notifier(BiConsumer<String, String> mail) {
        this.mail = mail;
    }

    // snippet: events
    @Override
    public void on(ConnectionEvent event) {
        String user = event.connection().owner().user();
        if (event instanceof GrantEndInSight soon) {
            mail.accept(user, "Connect to Confluence again before " + soon.end() + ".");
        } else if (event instanceof ReconnectRequired) {
            mail.accept(user, "Connect to Confluence again.");
        } else if (event instanceof Renewed renewed && renewed.healed()) {
            mail.accept(user, "You need not connect again: an answer of Confluence came late.");
        } else if (event instanceof SiteMisconfigured wrong) {
            mail.accept(OPERATOR, wrong.failure().getMessage());
        }
    }
    // end

    /** Makes a Tributary that tells this. */
    public Tributary listening(Site site, Store store) {
        // snippet: listen
        Tributary tributary = Tributary.builder()
                .site(site)
                .store(store)
                .listener(this)
                .endInSight(Duration.ofDays(21)) // 14 by default
                .build();
        // end
        return tributary;
    }

    /** Reminds everybody whose connection ends within a month. */
    public void remind(Tributary tributary, Instant now) {
        // snippet: ending
        try (Stream<Connection> ending = tributary.endingBefore(now.plus(Duration.ofDays(30)))) {
            ending.forEach(connection -> mail.accept(connection.owner().user(), "Connect to Confluence again soon."));
        }
        // end
    }
}
