package dev.tributary.examples.portal;

import dev.tributary.model.ConnectionEvent.GrantEndInSight;
import dev.tributary.model.ConnectionEvent.ReconnectRequired;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Where users would be written to who have to connect again. */
@Component
class Reminders {

    private static final Logger LOG = LoggerFactory.getLogger(Reminders.class);

    // snippet: events
    @EventListener
    void soon(GrantEndInSight event) {
        LOG.info("{} has to connect again by {}", event.connection().owner().user(), event.end());
    }

    @EventListener
    void now(ReconnectRequired event) {
        LOG.info("{} has to connect again: {}", event.connection().owner().user(), event.reason());
    }
    // end
}
