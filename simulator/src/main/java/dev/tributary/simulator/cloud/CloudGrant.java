package dev.tributary.simulator.cloud;

import dev.tributary.simulator.environment.User;
import dev.tributary.simulator.oauth.Client;
import dev.tributary.simulator.oauth.Secrets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that one account has allowed one app: each further consent adds to it, and tokens issued before see what was added. Guarded by the
 * lock of {@link CloudGrants}.
 */
final class CloudGrant {

    final String id = Secrets.hex();
    final User user;
    final Client client;
    final boolean service;
    final Instant since;
    final Set<String> accountScopes = new LinkedHashSet<>();
    final Map<String, Set<String>> siteScopes = new LinkedHashMap<>();
    final List<CloudPair> pairs = new ArrayList<>();
    boolean ended;

    CloudGrant(User user, Client client, boolean service, Instant since) {
        this.user = user;
        this.client = client;
        this.service = service;
        this.since = since;
    }

    void add(Set<String> scopes) {
        scopes.stream().filter(ScopeCatalog::isOfAccount).forEach(accountScopes::add);
    }

    void add(Site site, Set<String> scopes) {
        scopes.stream()
                .filter(scope -> site.products().stream().anyMatch(product -> product.owns(scope)))
                .forEach(siteScopes.computeIfAbsent(site.cloudId(), unused -> new LinkedHashSet<>())::add);
    }

    Set<String> scopes() {
        Set<String> all = new LinkedHashSet<>(accountScopes);
        siteScopes.values().forEach(all::addAll);
        return all;
    }
}
