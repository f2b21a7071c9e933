package dev.tributary.gateway.config;

import dev.tributary.gateway.config.SiteConfig.Client;
import dev.tributary.gateway.config.SiteConfig.Network;
import java.net.URI;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may sign in at the console. At least one way leads in; without this there is no console.
 *
 * @param adminKeys whether app keys let in that may see details of the operation
 * @param oidc the issuer whose users may sign in; absent for none
 * @param admins which of its users administer
 */
public record ConsoleConfig(boolean adminKeys, @Nullable Oidc oidc, Admins admins) {

    /**
     * An OpenID provider, and the console's registration there.
     *
     * @param issuer its issuer identifier, to the letter; its configuration is found below
     * @param client the console's registration
     * @param groupsClaim the claim of its tokens that has a user's groups
     * @param network the way there
     */
    public record Oidc(URI issuer, Client client, String groupsClaim, Network network) {}

    /**
     * The administrators among an issuer's users.
     *
     * @param subjects their {@code sub}
     * @param groups the groups whose members they are
     */
    public record Admins(Set<String> subjects, Set<String> groups) {

        /** Nobody. */
        static final Admins NOBODY = new Admins(Set.of(), Set.of());

        /** Keeps its own copies. */
        public Admins {
            subjects = Set.copyOf(subjects);
            groups = Set.copyOf(groups);
        }

        /** Says whether somebody is an administrator. */
        public boolean has(String subject, Collection<String> memberOf) {
            return subjects.contains(subject) || memberOf.stream().anyMatch(groups::contains);
        }
    }
}
