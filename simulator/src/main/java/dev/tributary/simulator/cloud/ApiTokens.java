package dev.tributary.simulator.cloud;

import dev.tributary.simulator.environment.User;
import dev.tributary.simulator.oauth.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * The API tokens of all accounts, sent by Basic with the account's address. One without scopes works at the sites' own hosts, one with scopes
 * at the API host, neither at the other. Thread-safe.
 */
public final class ApiTokens {

    private static final Duration LONGEST = Duration.ofDays(365);

    /** What a token stands for; no scopes for all that its user may. */
    record ApiToken(User user, Set<String> scopes, Instant end) {}

    private final Map<String, ApiToken> bySecret = new ConcurrentHashMap<>();
    private final Clock clock;
    private final BiConsumer<String, String> secrets;

    /**
     * Makes a registry without tokens.
     *
     * @param secrets is told the kind and the value of each token
     */
    public ApiTokens(Clock clock, BiConsumer<String, String> secrets) {
        this.clock = clock;
        this.secrets = secrets;
    }

    /**
     * Makes a token and returns it.
     *
     * @param lifetime how long it works, a day to a year
     * @param scopes what it is for at the API host; none for one that works at the sites' own hosts
     * @throws IllegalArgumentException when the lifetime is shorter or longer
     */
    public String create(User user, Duration lifetime, String... scopes) {
        if (lifetime.compareTo(Duration.ofDays(1)) < 0 || lifetime.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("An API token works for 1 to 365 days, not for " + lifetime);
        }
        String token = "ATATT3x" + Secrets.personalToken();
        secrets.accept("api-token", token);
        bySecret.put(token, new ApiToken(user, Set.of(scopes), clock.instant().plus(lifetime)));
        return token;
    }

    /** Ends every token of the user. */
    public void revoke(User user) {
        bySecret.values().removeIf(token -> token.user().equals(user));
    }

    Optional<ApiToken> find(String email, String secret) {
        return Optional.ofNullable(bySecret.get(secret))
                .filter(token -> token.user().email().equals(email))
                .filter(token -> clock.instant().isBefore(token.end()));
    }
}
