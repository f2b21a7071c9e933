package dev.tributary.spring.security;

import dev.tributary.deployment.Cloud;
import dev.tributary.deployment.DataCenter;
import dev.tributary.deployment.Deployment;
import dev.tributary.deployment.Site;
import dev.tributary.spring.fault.Faults;
import dev.tributary.spring.fault.WrongSettings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
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
     * <p>Throws {@link WrongSettings} for registrations that are spoken of and unknown, or named and cannot be bridged, for two that
     * would have one site, or one of others, and where a property is needed or wrong; the message says all of it.
     */
    public static RegistrationSites of(Iterable<ClientRegistration> registrations, BridgeScope scope) {
        Faults faults = new Faults();
        Found found = new Found(faults);
        Set<String> misspelt = new TreeSet<>(scope.hints().keySet());
        Set<String> unfit = new TreeSet<>(scope.only());
        for (ClientRegistration registration : registrations) {
            misspelt.remove(registration.getRegistrationId());
            if (found.add(registration, scope)) {
                unfit.remove(registration.getRegistrationId());
            }
        }
        checkNames(unfit, faults);
        misspelt.forEach(id -> faults.add(
                "tributary.bridge.registrations." + id,
                "Spring Security has no such registration. Correct the id, or take it out."));
        checkIds(found.siteIds, scope.taken(), faults);
        faults.throwIfAny();
        found.tell();
        return new RegistrationSites(found);
    }

    /** What has become of the registrations so far. */
    private static final class Found {

        private final Map<String, Site> sites = new LinkedHashMap<>();
        private final Map<String, String> siteIds = new LinkedHashMap<>();
        private final Map<String, String> obstacles = new LinkedHashMap<>();
        private final Map<String, String> doubts = new HashMap<>();
        private final Set<String> ofNobody = new HashSet<>();
        private final Faults faults;

        Found(Faults faults) {
            this.faults = faults;
        }

        /** Says whether it can be bridged, even if properties of it are wrong. */
        boolean add(ClientRegistration registration, BridgeScope scope) {
            String id = registration.getRegistrationId();
            Translation translation = new Translation(registration, scope.hints(id), scope.publicUrl(), faults);
            Optional<String> obstacle =
                    scope.isMeant(id) ? translation.obstacle() : Optional.of("tributary.bridge.only does not name it");
            if (obstacle.isPresent()) {
                obstacles.put(id, obstacle.get());
                return false;
            }
            siteIds.put(id, translation.siteId());
            faults.of("spring.security.oauth2.client.registration." + id, translation::site)
                    .flatMap(Function.identity())
                    .ifPresent(site -> sites.put(id, site));
            translation.doubt().ifPresent(doubt -> doubts.put(id, doubt));
            if (Owners.isOfNobody(registration)) {
                ofNobody.add(id);
            }
            return true;
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

    private static void checkNames(Set<String> unfit, Faults faults) {
        if (!unfit.isEmpty()) {
            faults.add(
                    "tributary.bridge.only",
                    ("It names %s, which %s no registration of Spring Security that can be bridged. Correct the name, or take it out:"
                                    + " bridged are authorization_code and client_credentials with client_secret_basic, client_secret_post"
                                    + " or none.")
                            .formatted(unfit, unfit.size() == 1 ? "is" : "are"));
        }
    }

    private static void checkIds(Map<String, String> siteIds, Set<String> taken, Faults faults) {
        Map<String, String> owners = new HashMap<>();
        taken.forEach(id -> owners.put(id, "tributary.sites." + id));
        siteIds.forEach((registration, site) -> {
            String other = owners.putIfAbsent(site, "registration '" + registration + "'");
            if (other != null) {
                faults.add(
                        Hints.property(registration, "site"),
                        "Registration '%s' would keep its connections at site '%s', as %s does. Set this to another id."
                                .formatted(registration, site, other));
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
