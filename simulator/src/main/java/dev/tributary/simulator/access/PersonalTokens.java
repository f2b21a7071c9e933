package dev.tributary.simulator.access;

import dev.tributary.simulator.environment.User;
import dev.tributary.simulator.oauth.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The personal access tokens of all users. Thread-safe. */
public final class PersonalTokens {

    private final Map<String, PersonalToken> bySecret = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();
    private final Clock clock;
    private final BiConsumer<String, String> secrets;

    /**
     * Makes a registry without tokens.
     *
     * @param secrets is told the kind and the value of each token
     */
    public PersonalTokens(Clock clock, BiConsumer<String, String> secrets) {
        this.clock = clock;
        this.secrets = secrets;
    }

    /** A token together with its secret, which is shown once. */
    record Created(PersonalToken token, String secret) {}

    /**
     * Makes a token and returns its secret.
     *
     * @param lifetime how long it works, or null for ever
     */
    public String create(User user, String name, @Nullable Duration lifetime) {
        return make(user, name, lifetime).secret();
    }

    Created make(User user, String name, @Nullable Duration lifetime) {
        Instant now = clock.instant();
        Instant end = lifetime == null ? null : now.plus(lifetime);
        Created created =
                new Created(new PersonalToken(lastId.incrementAndGet(), user, name, now, end), Secrets.personalToken());
        secrets.accept("personal-token", created.secret());
        bySecret.put(created.secret(), created.token());
        return created;
    }

    /** Returns the user's tokens, expired ones included. */
    public List<PersonalToken> of(User user) {
        return bySecret.values().stream()
                .filter(token -> token.user().equals(user))
                .sorted((a, b) -> Long.compare(a.id(), b.id()))
                .toList();
    }

    /** Ends the user's token of that number, and tells whether there was one. */
    public boolean revoke(User user, long id) {
        return bySecret.values().removeIf(token -> token.user().equals(user) && token.id() == id);
    }

    Optional<User> owner(String secret) {
        return Optional.ofNullable(bySecret.get(secret))
                .filter(token -> token.worksAt(clock.instant()))
                .map(PersonalToken::user);
    }
}
