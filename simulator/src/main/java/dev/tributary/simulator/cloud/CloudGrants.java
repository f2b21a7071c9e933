package dev.tributary.simulator.cloud;

import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.environment.User;
import dev.tributary.simulator.oauth.Client;
import dev.tributary.simulator.oauth.GrantView;
import dev.tributary.simulator.oauth.Grants;
import dev.tributary.simulator.oauth.Revocation;
import dev.tributary.simulator.oauth.Secrets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every grant of the simulated cloud and its tokens. Refresh tokens rotate; a spent one works again for the time of the leeway, and after
 * that ends all that descends from the same consent. Thread-safe.
 */
final class CloudGrants implements Grants {

    private final Map<String, CloudGrant> byId = new LinkedHashMap<>();
    private final Map<String, CloudPair> byAccessToken = new HashMap<>();
    private final Map<String, CloudPair> byRefreshToken = new HashMap<>();
    private final Environment environment;
    private final Leeway leeway;

    CloudGrants(Environment environment) {
        this.environment = environment;
        this.leeway = new Leeway(environment.switches());
    }

    @Override
    public synchronized List<GrantView> all() {
        return byId.values().stream().map(this::view).toList();
    }

    @Override
    public synchronized List<GrantView> of(User user) {
        return byId.values().stream()
                .filter(grant -> !grant.ended && grant.user.equals(user))
                .map(this::view)
                .toList();
    }

    @Override
    public synchronized int revoke(Revocation revocation) {
        List<CloudGrant> hit = byId.values().stream()
                .filter(grant -> concerns(revocation, grant))
                .toList();
        hit.forEach(grant -> end(grant, revocation.kind()));
        return hit.size();
    }

    /** What a user allowed can be taken back whether or not any token of it is left. */
    private boolean concerns(Revocation revocation, CloudGrant grant) {
        return revocation.kind() == Revocation.Kind.GRANT
                ? !grant.ended && revocation.names(view(grant))
                : revocation.concerns(view(grant));
    }

    /** What the account has allowed the app, with this added; a new grant when there was none or it is over. */
    synchronized CloudGrant consent(CloudAuthorization asked, User user, Optional<Site> site) {
        CloudGrant grant = byId.values().stream()
                .filter(known -> !known.ended && !known.service && known.user.equals(user))
                .filter(known -> known.client.id().equals(asked.client().id()))
                .filter(known -> !isOver(known.since))
                .findFirst()
                .orElseGet(() -> begin(user, asked.client(), false));
        grant.add(asked.scopes());
        site.ifPresent(chosen -> grant.add(chosen, asked.scopes()));
        return grant;
    }

    /** The first tokens of a consent. */
    synchronized CloudPair issueFirst(CloudGrant grant, Set<String> scopes) {
        return issue(new Family(grant, now()), null, scopes, scopes.contains(ScopeCatalog.OFFLINE));
    }

    /** Tokens of an app for itself. */
    synchronized CloudTokens issueService(Client client, User account, List<Site> sites, Set<String> scopes) {
        CloudGrant grant = begin(account, client, true);
        sites.forEach(site -> grant.add(site, scopes));
        return issue(new Family(grant, now()), null, scopes, false).tokens;
    }

    synchronized CloudTokens refresh(String refreshToken, Client client) {
        CloudPair pair = byRefreshToken.get(refreshToken);
        if (pair == null || !pair.family.grant.client.id().equals(client.id())) {
            throw CloudRefusal.deadRefresh(environment.switches());
        }
        if (!pair.family.works() || !now().isBefore(end(pair))) {
            pair.refusedReuses++;
            throw CloudRefusal.deadRefresh(environment.switches());
        }
        if (!leeway.accepts(pair, now())) {
            pair.refusedReuses++;
            leeway.punish(pair);
            throw CloudRefusal.deadRefresh(environment.switches());
        }
        pair.refreshes++;
        return environment.switches().is(Switch.REFRESH_ANSWER, "keeps") ? renewAccess(pair) : rotate(pair);
    }

    synchronized void end(Family family) {
        family.dead = true;
    }

    /** What the access token stands for; nothing when it never existed or its grant is over. */
    synchronized Optional<Bearer> find(String accessToken) {
        return Optional.ofNullable(byAccessToken.get(accessToken))
                .filter(pair -> pair.family.works())
                .map(pair -> bearer(pair.family.grant, !now().isBefore(pair.accessEnd)));
    }

    private static Bearer bearer(CloudGrant grant, boolean expired) {
        Map<String, Set<String>> scopes = new LinkedHashMap<>();
        grant.siteScopes.forEach((cloudId, each) -> scopes.put(cloudId, new LinkedHashSet<>(each)));
        return new Bearer(grant.user, grant.service, expired, new LinkedHashSet<>(grant.accountScopes), scopes);
    }

    private CloudGrant begin(User user, Client client, boolean service) {
        CloudGrant grant = new CloudGrant(user, client, service, now());
        byId.put(grant.id, grant);
        return grant;
    }

    private CloudTokens rotate(CloudPair pair) {
        leeway.spend(pair, now());
        pair.endAccess(now().plus(leeway.length()));
        return issue(pair.family, pair, pair.scopes(), true).tokens;
    }

    /** The refresh token stays what it is; only its idle time begins anew. */
    private CloudTokens renewAccess(CloudPair pair) {
        pair.family.grant.pairs.stream()
                .filter(other -> other.family == pair.family)
                .forEach(other -> other.endAccess(now().plus(leeway.length())));
        pair.idleEnd = idleEnd();
        return issue(pair.family, pair, pair.scopes(), false).tokens;
    }

    private CloudPair issue(Family family, @Nullable CloudPair parent, Set<String> scopes, boolean renewable) {
        Instant now = now();
        Instant accessEnd = now.plus(environment.switches().duration(Switch.ACCESS_TOKEN_LIFETIME));
        String refresh = renewable ? Secrets.token() : null;
        CloudPair pair = new CloudPair(
                family, parent, new CloudTokens(Secrets.token(), refresh, scopes, now, accessEnd), idleEnd());
        if (parent != null) {
            parent.children.add(pair);
        }
        family.grant.pairs.add(pair);
        byAccessToken.put(pair.tokens.access(), pair);
        if (refresh != null) {
            byRefreshToken.put(refresh, pair);
        }
        return pair;
    }

    /** When the refresh token ends by itself: after idling, or once and for all. */
    private Instant end(CloudPair pair) {
        boolean first = environment.switches().is(Switch.ABSOLUTE_LIFETIME_FROM, "first-consent");
        Instant absolute = absoluteEnd(first ? pair.family.grant.since : pair.family.since);
        return pair.idleEnd.isBefore(absolute) ? pair.idleEnd : absolute;
    }

    private boolean isOver(Instant since) {
        return environment.switches().is(Switch.ABSOLUTE_LIFETIME_FROM, "first-consent")
                && !now().isBefore(absoluteEnd(since));
    }

    private Instant absoluteEnd(Instant since) {
        return since.plus(environment.switches().duration(Switch.ABSOLUTE_LIFETIME));
    }

    private Instant idleEnd() {
        return now().plus(environment.switches().duration(Switch.REFRESH_TOKEN_LIFETIME));
    }

    private void end(CloudGrant grant, Revocation.Kind kind) {
        switch (kind) {
            case ACCESS -> grant.pairs.forEach(pair -> pair.accessEnd = now());
            case REFRESH -> grant.pairs.forEach(pair -> pair.idleEnd = now());
            case GRANT -> grant.ended = true;
        }
    }

    private GrantView view(CloudGrant grant) {
        Instant now = now();
        List<String> access = new ArrayList<>();
        List<String> refresh = new ArrayList<>();
        for (CloudPair pair : grant.pairs) {
            String token = pair.tokens.refresh();
            if (pair.accessWorks(now)) {
                access.add(pair.tokens.access());
            }
            if (token != null && pair.family.works() && now.isBefore(end(pair)) && leeway.accepts(pair, now)) {
                refresh.add(token);
            }
        }
        return new GrantView(
                grant.id,
                grant.user.name(),
                grant.client.id(),
                String.join(" ", grant.scopes()),
                List.copyOf(grant.siteScopes.keySet()),
                grant.since,
                !(access.isEmpty() && refresh.isEmpty()),
                access,
                refresh,
                grant.pairs.stream().map(CloudGrants::generation).toList());
    }

    private static GrantView.Generation generation(CloudPair pair) {
        return new GrantView.Generation(
                pair.number, pair.tokens.issuedAt(), pair.accessEnd, pair.refreshes, pair.refusedReuses);
    }

    private Instant now() {
        return environment.clock().instant();
    }
}
