package dev.tributary.spring.security;

import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.DataCenter;
import dev.tributary.deployment.Deployment;
import dev.tributary.deployment.Site;
import java.util.HashMap;
import java.util.HashSet;
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
    private final Map<String, String> doubts;
    private final Set<String> ofNobody;

    private RegistrationSites(Found found) {
        this.byRegistration = Map.copyOf(found.sites);
        this.obstacles = Map.copyOf(found.obstacles);
        this.doubts = Map.copyOf(found.doubts);
        this.ofNobody = Set.copyOf(found.ofNobody);
    }

    /**
     * Makes a site of each registration that is meant, and logs what server it is taken for. One that cannot be bridged is left to
     * Spring Security and logged, unless it is named.
     *
     * <p>Throws {@link IllegalStateException} for a registration that is spoken of and unknown, or named and cannot be bridged, for two that would have
     * one site, and where a property is needed; the message says which.
     */
    public static RegistrationSites of(Iterable<ClientRegistration> registrations, BridgeScope scope) {
        Found found = new Found();
        Set<String> misspelt = new TreeSet<>(scope.hints().keySet());
        for (ClientRegistration registration : registrations) {
            misspelt.remove(registration.getRegistrationId());
            found.add(registration, scope);
        }
        checkNames(scope, found.sites.keySet());
        checkHints(misspelt);
        checkIds(found.sites);
        found.tell();
        return new RegistrationSites(found);
    }

    /** What has become of the registrations so far. */
    private static final class Found {

        private final Map<String, Site> sites = new LinkedHashMap<>();
        private final Map<String, String> obstacles = new LinkedHashMap<>();
        private final Map<String, String> doubts = new HashMap<>();
        private final Set<String> ofNobody = new HashSet<>();

        void add(ClientRegistration registration, BridgeScope scope) {
            String id = registration.getRegistrationId();
            Translation translation = new Translation(registration, scope.hints(id), scope.publicUrl());
            Optional<String> obstacle =
                    scope.isMeant(id) ? translation.obstacle() : Optional.of("tributary.bridge.only does not name it");
            if (obstacle.isPresent()) {
                obstacles.put(id, obstacle.get());
                return;
            }
            sites.put(id, translation.site());
            translation.doubt().ifPresent(doubt -> doubts.put(id, doubt));
            if (Owners.isOfNobody(registration)) {
                ofNobody.add(id);
            }
        }

        void tell() {
            sites.forEach((id, site) -> LOG.info(
                    "Registration '{}' is bridged as one of {}, at site '{}'.{}",
                    id,
                    server(site.deployment()),
                    site.id(),
                    doubts.getOrDefault(id, "")));
            obstacles.forEach((id, why) ->
                    LOG.info("Registration '{}' is not bridged and stays with Spring Security: {}.", id, why));
        }

        private static String server(Deployment deployment) {
            if (deployment instanceof DataCenter) {
                return "Confluence Data Center at " + deployment.baseUrl();
            }
            return deployment instanceof Cloud
                    ? "Confluence Cloud at " + deployment.baseUrl()
                    : "a server that is no Confluence, " + deployment.baseUrl();
        }
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

    private static void checkHints(Set<String> misspelt) {
        if (!misspelt.isEmpty()) {
            throw new IllegalStateException(
                    "tributary.bridge.registrations speaks of %s, and Spring Security has no such registration. Correct the id, or take it out."
                            .formatted(misspelt));
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

    /** Says whether the tokens of a registration are of its own, so that they belong to no principal. */
    boolean isOfNobody(String registrationId) {
        return ofNobody.contains(registrationId);
    }

    /** Returns a sentence that says why a registration may be with another server than it is taken for, and what to do then. */
    String doubt(String registrationId) {
        return doubts.getOrDefault(registrationId, "");
    }

    /** Returns why a registration is not bridged. */
    String obstacle(String registrationId) {
        return obstacles.getOrDefault(registrationId, "Spring Security knows no such registration");
    }
}
