package dev.tributary.gateway.api;

import dev.tributary.gateway.config.AppConfig;
import dev.tributary.gateway.http.Refused;
import dev.tributary.gateway.identity.Identity;
import dev.tributary.model.Owner;
import java.util.Optional;

/** Reads an application's name for its user. */
final class Users {

    private Users() {}

    /**
     * Returns the application's user: the one that is named, or else the one whose token was shown. Throws {@link Refused} for
     * what cannot be a user's id, and for one for whom what was shown does not speak.
     */
    static Owner of(Identity asking, Optional<String> named) {
        String user = named.or(asking::user)
                .orElseThrow(() -> Refused.malformed("The member 'user' is missing. It must be a string."));
        try {
            Owner owner = new Owner(asking.app().id(), user);
            if (!asking.mayActFor(user)) {
                throw Refused.userNotAllowed();
            }
            return owner;
        } catch (IllegalArgumentException e) {
            throw Refused.malformed(String.valueOf(e.getMessage()));
        }
    }

    /** Throws {@link Refused} for a site that the application may not use. */
    static void checkSite(AppConfig app, String site) {
        if (!app.mayUse(site)) {
            throw Refused.unknownSite();
        }
    }
}
