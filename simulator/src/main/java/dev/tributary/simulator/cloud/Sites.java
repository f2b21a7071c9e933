package dev.tributary.simulator.cloud;

import dev.tributary.simulator.environment.User;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The sites of the simulated cloud: {@code rivers} with Confluence and Jira, to which everybody belongs; {@code lakes} with a Confluence of
 * its own content, to which alice and admin belong; and {@code harbour} with Jira alone, to which alice belongs. Thread-safe.
 */
public final class Sites {

    private final List<Site> all = new CopyOnWriteArrayList<>(List.of(
            new Site(
                    "6f2d1c9a-3b54-4e0f-8a77-0c5e5d1a0001",
                    "rivers",
                    Set.of(Product.CONFLUENCE, Product.JIRA),
                    Set.of("alice", "bob", "admin")),
            new Site(
                    "6f2d1c9a-3b54-4e0f-8a77-0c5e5d1a0002",
                    "lakes",
                    Set.of(Product.CONFLUENCE),
                    Set.of("alice", "admin")),
            new Site("6f2d1c9a-3b54-4e0f-8a77-0c5e5d1a0003", "harbour", Set.of(Product.JIRA), Set.of("alice"))));

    /** Returns every site. */
    public List<Site> all() {
        return List.copyOf(all);
    }

    /** Returns the site of that cloud id. */
    public Optional<Site> find(String cloudId) {
        return all.stream().filter(site -> site.cloudId().equals(cloudId)).findFirst();
    }

    /** Returns the site of that name. */
    public Optional<Site> named(String name) {
        return all.stream().filter(site -> site.name().equals(name)).findFirst();
    }

    /** Adds a site behind the others, or changes the one of that cloud id: who may use it, for example. */
    public synchronized void put(Site site) {
        int index = all.stream().map(Site::cloudId).toList().indexOf(site.cloudId());
        if (index < 0) {
            all.add(site);
        } else {
            all.set(index, site);
        }
    }

    /** Takes a site away, as when its subscription ends. */
    public void remove(String cloudId) {
        all.removeIf(site -> site.cloudId().equals(cloudId));
    }

    /** Those the user can choose from when such scopes are asked for. */
    List<Site> choice(User user, Set<String> scopes) {
        return all.stream()
                .filter(site -> site.admits(user))
                .filter(site -> site.products().stream()
                        .anyMatch(product -> scopes.stream().anyMatch(product::owns)))
                .toList();
    }
}
