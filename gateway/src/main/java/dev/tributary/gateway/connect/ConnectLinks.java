package dev.tributary.gateway.connect;

import dev.tributary.authorization.AuthorizationRequest;
import dev.tributary.gateway.http.Problems;
import dev.tributary.gateway.http.Refused;
import dev.tributary.model.Secret;
import dev.tributary.store.Ticket;
import dev.tributary.store.TicketStore;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Links that lead a user into the flow. A link is spent by pressing the button behind it, never by looking at it.
 *
 * <p>Blocking and thread-safe.
 */
public final class ConnectLinks {

    private static final Duration LIFE = Duration.ofMinutes(15);

    /** How long a link that was used or has expired is told from one that never was. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private static final int OPEN_PER_USER = 100;
    private static final Duration UNTIL_ONE_ENDS = Duration.ofMinutes(1);
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final TicketStore store;
    private final Tickets<ConnectLink> links;
    private final Tickets<String> spent;
    private final URI publicUrl;
    private final Clock clock;

    /** Takes where links are kept, the gateway's public URL, and the time by which links expire. */
    public ConnectLinks(TicketStore store, URI publicUrl, Clock clock) {
        this.store = store;
        this.links = new Tickets<>(store, "connect-link", ConnectLink.class);
        this.spent = new Tickets<>(store, "spent-link", String.class);
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /**
     * A link that was made.
     *
     * @param url where to send the user's browser
     * @param expiresAt when it ends
     */
    public record Made(String url, Instant expiresAt) {

        /** Leaves the URL out, which is a secret. */
        @Override
        public String toString() {
            return "Made[" + expiresAt + "]";
        }
    }

    /** A link as it was found. */
    sealed interface Found {

        /** It can be used. */
        record Open(ConnectLink link, Ticket ticket) implements Found {}

        /** It was used, or has expired. */
        record Over() implements Found {}

        /** There never was such a link, or that is long ago. */
        record Unknown() implements Found {}
    }

    /** Makes a link. Throws {@link Refused} when the user has a hundred of them. */
    public Made make(ConnectLink link) {
        Secret token = AuthorizationRequest.newBrowser();
        String group = group(link);
        Instant now = clock.instant();
        if (store.count("connect-link", group, now) >= OPEN_PER_USER) {
            throw new Refused(
                    Problems.rateLimited("The user has too many links that nobody has used.", UNTIL_ONE_ENDS));
        }
        Instant end = now.plus(LIFE);
        store.put(links.ticket(Ticket.hash(token), group, link, end));
        return new Made(publicUrl + "/connect/" + token.reveal(), end);
    }

    /** Finds a link by the token in its URL, and leaves it as it is. */
    Found find(String token) {
        if (!TOKEN.matcher(token).matches()) {
            return new Found.Unknown();
        }
        String key = Ticket.hash(Secret.of(token));
        Optional<Ticket> ticket = links.peek(key);
        if (ticket.isEmpty()) {
            return spent.peek(key).isPresent() ? new Found.Over() : new Found.Unknown();
        }
        return clock.instant().isBefore(ticket.get().expiresAt())
                ? new Found.Open(links.content(ticket.get()), ticket.get())
                : new Found.Over();
    }

    /** Spends a link: of several who press its button, one gets true. */
    boolean spend(Ticket link) {
        Instant forgotten = clock.instant().plus(REMEMBERED);
        return store.exchange(link, spent.ticket(link.key(), "", "spent", forgotten));
    }

    /** Clears some links away that nobody will ask for any more. */
    void clear(int most) {
        Instant now = clock.instant();
        links.expired(now.minus(REMEMBERED), most).forEach(old -> store.take(old.kind(), old.key()));
        spent.expired(now, most).forEach(old -> store.take(old.kind(), old.key()));
    }

    private static String group(ConnectLink link) {
        return Ticket.hash(Secret.of(link.owner().app() + "\n" + link.owner().user()));
    }
}
