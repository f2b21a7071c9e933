package dev.tributary.gateway.api;

import dev.tributary.gateway.config.AppConfig;
import dev.tributary.gateway.http.Refused;
import dev.tributary.model.Owner;

/** Reads an application's name for its user. */
final class Users {

    private Users() {}

    /** Returns the application's user. Throws {@link Refused} for what cannot be a user's id. */
    static Owner of(AppConfig app, String user) {
        try {
            return new Owner(app.id(), user);
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
