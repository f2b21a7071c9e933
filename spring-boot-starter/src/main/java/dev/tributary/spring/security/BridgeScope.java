package dev.tributary.spring.security;

import java.net.URI;
import java.util.Map;
import java.util.Set;

/**
 * Which registrations are bridged, and what is known of them besides.
 *
 * @param only the ids of the registrations that are bridged; empty for all that can be
 * @param hints what registrations do not say of themselves, by their ids
 * @param publicUrl the base URL of the application as browsers see it, with its context path: {@code {baseUrl}} in redirect URIs
 * @param taken the ids of sites that the application has besides, which no registration's may be
 */
public record BridgeScope(Set<String> only, Map<String, Hints> hints, URI publicUrl, Set<String> taken) {

    /** Keeps its own copies. */
    public BridgeScope {
        only = Set.copyOf(only);
        hints = Map.copyOf(hints);
        taken = Set.copyOf(taken);
    }

    Hints hints(String registrationId) {
        return hints.getOrDefault(registrationId, Hints.NONE);
    }

    boolean isMeant(String registrationId) {
        return only.isEmpty() || only.contains(registrationId);
    }
}
