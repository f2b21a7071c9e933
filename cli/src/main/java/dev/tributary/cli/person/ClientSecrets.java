package dev.tributary.cli.person;

import dev.tributary.model.Secret;
import dev.tributary.store.Ticket;
import dev.tributary.store.TicketStore;
import java.time.Instant;
import java.util.Optional;

/**
 * The client secrets of a person's sites, encrypted in the store with the tokens. A secret is found by its site and by where it would be
 * sent, so that a site whose address was edited does not get it. Blocks.
 */
final class ClientSecrets {

    private static final String KIND = "client-secret";
    private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    private final TicketStore store;

    ClientSecrets(TicketStore store) {
        this.store = store;
    }

    Optional<Secret> find(SavedSite site) {
        return store.peek(KIND, key(site)).map(Ticket::content);
    }

    void keep(SavedSite site, Secret secret) {
        Ticket next = new Ticket(KIND, key(site), "", secret, NEVER);
        Optional<Ticket> before = store.peek(KIND, next.key());
        boolean replaced = before.isPresent() && store.exchange(before.get(), next);
        if (!replaced) {
            store.put(next);
        }
    }

    void forget(SavedSite site) {
        store.take(KIND, key(site));
    }

    private static String key(SavedSite site) {
        return Ticket.hash(Secret.of(String.join(
                "\n",
                site.id(),
                site.clientId(),
                site.deployment().endpoints().token().toString())));
    }
}
