package dev.tributary.simulator.oauth;

import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.environment.User;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Every grant of a Data Center and its tokens. A refresh replaces both tokens and ends the old pair at once, unless a leeway is
 * set. Thread-safe: without a leeway, of two refreshes with one token exactly one succeeds.
 */
final class DataCenterGrants implements Grants {

    private final Map<String, Grant> byId = new LinkedHashMap<>();
    private final Map<String, TokenPair> byAccessToken = new HashMap<>();
    private final Map<String, TokenPair> byRefreshToken = new HashMap<>();
    private final Environment environment;

    DataCenterGrants(Environment environment) {
        this.environment = environment;
    }

    @Override
    public synchronized List<GrantView> all() {
        Instant now = now();
        return byId.values().stream().map(grant -> GrantView.of(grant, now)).toList();
    }

    @Override
    public List<GrantView> of(User user) {
        return all().stream()
                .filter(grant -> grant.live() && grant.user().equals(user.name()))
                .toList();
    }

    @Override
    public synchronized int revoke(Revocation revocation) {
        Instant now = now();
        List<TokenPair> hit = byId.values().stream()
                .map(Grant::current)
                .filter(pair -> revocation.concerns(GrantView.of(pair.grant, now)))
                .toList();
        hit.forEach(pair -> end(pair, revocation.kind(), now));
        return hit.size();
    }

    private static void end(TokenPair pair, Revocation.Kind kind, Instant now) {
        switch (kind) {
            case ACCESS -> pair.accessEnd = now;
            case REFRESH -> pair.refreshEnd = now;
            case GRANT -> pair.grant.end();
        }
    }

    synchronized Grant begin(Grant.Terms terms) {
        Grant grant = new Grant(terms, now());
        byId.put(grant.id, grant);
        return grant;
    }

    /** A new pair; whatever the grant had before is dead from here on. */
    synchronized Tokens issue(Grant grant) {
        return issue(grant, null);
    }

    /** The same, and the pair it was asked for with is forgiven for a while. */
    private Tokens issue(Grant grant, @Nullable TokenPair spent) {
        Instant now = now();
        Instant accessEnd = now.plus(environment.switches().duration(Switch.ACCESS_TOKEN_LIFETIME));
        Instant refreshEnd = now.plus(environment.switches().duration(Switch.REFRESH_TOKEN_LIFETIME));
        String refresh = grant.terms.service() ? null : Secrets.token();
        Tokens tokens = new Tokens(Secrets.token(), refresh, grant.terms.scope(), now, accessEnd, refreshEnd);
        TokenPair pair = new TokenPair(grant, grant.pairs.size() + 1, tokens, spent);
        grant.pairs.add(pair);
        byAccessToken.put(pair.accessToken, pair);
        if (refresh != null) {
            byRefreshToken.put(refresh, pair);
        }
        return tokens;
    }

    synchronized Tokens refresh(String refreshToken, Predicate<Grant> allowed) {
        TokenPair pair = byRefreshToken.get(refreshToken);
        if (pair == null || !allowed.test(pair.grant)) {
            throw new TokenRefusal("invalid_grant");
        }
        if (!pair.refreshWorks(now())) {
            pair.refusedReuses++;
            if (!pair.isCurrent() && environment.switches().is(Switch.REFRESH_REUSE, "end-family")) {
                pair.grant.end();
            }
            throw new TokenRefusal("invalid_grant");
        }
        pair.spend(now().plus(environment.switches().duration(Switch.REFRESH_LEEWAY)));
        return issue(pair.grant, pair);
    }

    synchronized void end(Grant grant) {
        grant.end();
    }

    /** RFC 7009: a token of either kind ends its grant; an unknown one, or another client's, is no error and changes nothing. */
    synchronized void revoke(String token, Client client) {
        TokenPair pair = byRefreshToken.getOrDefault(token, byAccessToken.get(token));
        if (pair != null && pair.isCurrent() && pair.grant.terms.client().id().equals(client.id())) {
            pair.grant.end();
        }
    }

    synchronized boolean provenByPkce(String refreshToken) {
        TokenPair pair = byRefreshToken.get(refreshToken);
        return pair != null && pair.grant.terms.provenByPkce();
    }

    /** Returns what the access token stands for while it works. */
    synchronized Optional<Grant.Terms> find(String accessToken) {
        return Optional.ofNullable(byAccessToken.get(accessToken))
                .filter(pair -> pair.accessWorks(now()))
                .map(pair -> pair.grant.terms);
    }

    private Instant now() {
        return environment.clock().instant();
    }
}
