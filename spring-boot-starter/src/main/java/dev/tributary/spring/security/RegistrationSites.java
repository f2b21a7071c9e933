package dev.tributary.spring.security;

import dev.tributary.deployment.Site;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;

/** The sites of the registrations that are bridged. Immutable and thread-safe. */
public final class RegistrationSites {

    private static final Logger LOG = LoggerFactory.getLogger(RegistrationSites.class);

    private final Map<String, Site> byRegistration;
    private final Map<String, String> obstacles;

    private RegistrationSites(Map<String, Site> byRegistration, Map<String, String> obstacles) {
        this.byRegistration = Map.copyOf(byRegistration);
        this.obstacles = Map.copyOf(obstacles);
    }

    /**
     * Makes a site of each registration that is meant. One that cannot be bridged is left to Spring Security and logged, unless it is
     * named.
     *
     * <p>Throws {@link IllegalStateException} for a named registration that is unknown or cannot be bridged, for two that would have
     * one site, and where a property is needed; the message says which.
     */
    public static RegistrationSites of(Iterable<ClientRegistration> registrations, BridgeScope scope) {
        Map<String, Site> sites = new LinkedHashMap<>();
        Map<String, String> obstacles = new LinkedHashMap<>();
        for (ClientRegistration registration : registrations) {
            String id = registration.getRegistrationId();
            Translation translation = new Translation(registration, scope.hints(id), scope.publicUrl());
            Optional<String> obstacle =
                    scope.isMeant(id) ? translation.obstacle() : Optional.of("tributary.bridge.only does not name it");
            obstacle.ifPresentOrElse(why -> obstacles.put(id, why), () -> sites.put(id, translation.site()));
        }
        checkNames(scope, sites.keySet());
        checkIds(sites);
        obstacles.forEach(
                (id, why) -> LOG.info("Registration '{}' is not bridged and stays with Spring Security: {}.", id, why));
        return new RegistrationSites(sites, obstacles);
    }

    private static void checkNames(BridgeScope scope, Set<String> bridged) {
        Set<String> named = new TreeSet<>(scope.only());
        named.removeAll(bridged);
        if (!named.isEmpty()) {
            throw new IllegalStateException(
                    ("tributary.bridge.only names %s, which %s no registration of Spring Security that can be bridged. Correct the name, or"
                                    + " take it out: bridged are authorization_code and client_credentials with client_secret_basic,"
                                    + " client_secret_post or none.")
                            .formatted(named, named.size() == 1 ? "is" : "are"));
        }
    }

    private static void checkIds(Map<String, Site> sites) {
        Map<String, String> taken = new HashMap<>();
        sites.forEach((registration, site) -> {
            String other = taken.put(site.id(), registration);
            if (other != null) {
                throw new IllegalStateException(
                        "Registrations '%s' and '%s' would both keep their connections at site '%s'. Set tributary.bridge.registrations.%s.site to another id."
                                .formatted(other, registration, site.id(), registration));
            }
        });
    }

    /** Throws {@link IllegalStateException} where the id of a site is taken by one of others. */
    public void requireNoneOf(Set<String> siteIds) {
        byRegistration.forEach((registration, site) -> {
            if (siteIds.contains(site.id())) {
                throw new IllegalStateException(
                        "Registration '%s' would keep its connections at site '%s', which tributary.sites has too. Set tributary.bridge.registrations.%s.site to another id, or take tributary.sites.%s out."
                                .formatted(registration, site.id(), registration, site.id()));
            }
        });
    }

    /** Returns the site of each registration that is bridged, by the registration's id. */
    public Map<String, Site> all() {
        return byRegistration;
    }

    /** Returns the site of a registration; empty if it is not bridged. */
    public Optional<Site> find(String registrationId) {
        return Optional.ofNullable(byRegistration.get(registrationId));
    }

    /** Returns why a registration is not bridged. */
    String obstacle(String registrationId) {
        return obstacles.getOrDefault(registrationId, "Spring Security knows no such registration");
    }
}
