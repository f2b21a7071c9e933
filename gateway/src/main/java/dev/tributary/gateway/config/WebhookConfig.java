package dev.tributary.gateway.config;

import dev.tributary.model.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which applications are told of what happens to their connections.
 *
 * @param targets whom to tell
 * @param allowedNetworks inner networks in which targets may be
 * @param caBundle certificates to trust instead of the platform's; absent for those
 */
public record WebhookConfig(
        List<Target> targets,
        List<AddressRange> allowedNetworks,
        @Nullable Path caBundle) {

    /** Nobody is told. */
    public static final WebhookConfig NONE = new WebhookConfig(List.of(), List.of(), null);

    /** What can be told, in the order in which it matters. */
    public static final List<String> EVENTS = List.of(
            "connection.connected",
            "connection.disconnected",
            "connection.reconnect_required",
            "connection.end_in_sight",
            "site.misconfigured",
            "connection.renewed",
            "connection.renewal_failed");

    /** What is told unless something else is asked for: all but what happens all the time. */
    static final List<String> USUAL_EVENTS = EVENTS.subList(0, 5);

    /** Keeps its own copies. */
    public WebhookConfig {
        targets = List.copyOf(targets);
        allowedNetworks = List.copyOf(allowedNetworks);
    }

    /**
     * Whom to tell.
     *
     * @param name its name, by which messages that wait belong to it
     * @param app the application of whose connections it is told
     * @param url where
     * @param secrets what messages are signed with: one, or two while one replaces the other
     * @param events what it is told
     */
    public record Target(String name, String app, URI url, List<Secret> secrets, Set<String> events) {

        /** Keeps its own copies. */
        public Target {
            secrets = List.copyOf(secrets);
            events = Set.copyOf(events);
        }
    }
}
