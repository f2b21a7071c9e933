package dev.tributary.gateway.api;

import dev.tributary.deployment.Site;
import dev.tributary.gateway.config.AppConfig;
import dev.tributary.gateway.http.Refused;
import java.util.List;

/** What an application may ask for at a site. */
final class Ceiling {

    private Ceiling() {}

    /** Returns what to ask for, given what the application wants; it must be allowed that, and the site as well. */
    static List<String> within(AppConfig app, Site site, List<String> wanted) {
        List<String> most = app.scopes().getOrDefault(site.id(), site.scopes());
        try {
            List<String> asked = site.deployment().dialect().within(most, wanted.isEmpty() ? most : wanted);
            return site.deployment().dialect().within(site.scopes(), asked);
        } catch (IllegalArgumentException e) {
            throw Refused.malformed("The app may not ask for these scopes at this site. It may ask for " + most
                    + ". An operator adds others to sites." + site.id() + ".scopes, and where the app has its own, to"
                    + " apps.{app}.scopes." + site.id() + ".");
        }
    }
}
