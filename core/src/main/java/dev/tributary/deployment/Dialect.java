package dev.tributary.deployment;

import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a server speaks where servers differ.
 *
 * @param issuer how it names itself in a callback, if it does (RFC 9207)
 * @param account where a who-am-I answer says whose the token is
 * @param scopeLadder scopes of which each contains the ones before it, so that one is asked for; empty where scopes are a set
 * @param separateGrants whether each consent makes a grant of its own, so that revoking an older one leaves a newer one alive
 * @param reuseLeeway how long a spent refresh token works once more, so that a lost answer can be asked for again; zero for
 *     not at all
 * @param longestLife how long a grant lives after its consent although it is renewed; absent where that is not limited
 * @param talk how its token endpoint is spoken to
 */
public record Dialect(
        String issuer,
        AccountFields account,
        List<String> scopeLadder,
        boolean separateGrants,
        Duration reuseLeeway,
        @Nullable Duration longestLife,
        TokenTalk talk) {

    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Duration YEAR = Duration.ofDays(365);

    /** Keeps its own copy of the ladder. */
    public Dialect {
        scopeLadder = List.copyOf(scopeLadder);
    }

    /** How a server speaks whose grants live for as long as they are renewed, and whose token endpoint keeps to the standard. */
    public Dialect(
            String issuer,
            AccountFields account,
            List<String> scopeLadder,
            boolean separateGrants,
            Duration reuseLeeway) {
        this(issuer, account, scopeLadder, separateGrants, reuseLeeway, null, TokenTalk.STANDARD);
    }

    /** Returns how Confluence Cloud speaks: one grant for all sites of an account, and ten minutes for lost answers. */
    public static Dialect cloud(URI auth) {
        return new Dialect(
                auth.toString(),
                AccountFields.ATLASSIAN,
                List.of(),
                false,
                TEN_MINUTES,
                YEAR,
                TokenTalk.ATLASSIAN_CLOUD);
    }

    /** Returns how Confluence Data Center speaks. It names no issuer today; if one ever does, it is its base URL. */
    public static Dialect dataCenter(URI baseUrl) {
        return new Dialect(
                baseUrl.toString(),
                AccountFields.CONFLUENCE,
                List.of("READ", "WRITE", "ADMIN", "SYSTEM_ADMIN"),
                true,
                Duration.ZERO);
    }

    /**
     * Returns how an OAuth server speaks that keeps to OpenID Connect Core section 5.3 and treats scopes as a set. Its
     * grants are taken to be shared by all consents of a user, so that an older one is never revoked in favour of a newer.
     */
    public static Dialect openId(String issuer) {
        return new Dialect(issuer, AccountFields.OPEN_ID, List.of(), false, Duration.ZERO);
    }

    /** Returns the same with a token endpoint that is spoken to in another way. */
    Dialect with(TokenTalk other) {
        return new Dialect(issuer, account, scopeLadder, separateGrants, reuseLeeway, longestLife, other);
    }

    /**
     * Returns what to ask for, given what is wanted and what is allowed: the highest rung of a ladder, or the wanted set.
     *
     * <p>Throws {@link IllegalArgumentException} for a scope that is unknown or goes beyond what is allowed.
     */
    public List<String> within(List<String> allowed, List<String> wanted) {
        if (scopeLadder.isEmpty()) {
            check(allowed.containsAll(wanted), wanted, allowed);
            return List.copyOf(wanted);
        }
        check(scopeLadder.containsAll(wanted) && rung(wanted) <= rung(allowed), wanted, allowed);
        return wanted.stream().max(Comparator.comparingInt(scopeLadder::indexOf)).stream()
                .toList();
    }

    /** Returns what of the scopes that were asked for is not among those that were granted. */
    public List<String> lacking(List<String> asked, List<String> granted) {
        return scopeLadder.isEmpty()
                ? asked.stream().filter(scope -> !granted.contains(scope)).toList()
                : rung(granted) < rung(asked) ? List.copyOf(asked) : List.of();
    }

    private int rung(List<String> scopes) {
        return scopes.stream().mapToInt(scopeLadder::indexOf).max().orElse(-1);
    }

    private static void check(boolean holds, List<String> wanted, List<String> allowed) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "The scopes %s are not within %s, which the site allows. Ask for less, or allow more in the site's scopes."
                            .formatted(wanted, allowed));
        }
    }
}
