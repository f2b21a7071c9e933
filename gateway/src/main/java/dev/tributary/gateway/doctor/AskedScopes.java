package dev.tributary.gateway.doctor;

import dev.tributary.deployment.Dialect;
import dev.tributary.gateway.config.AppConfig;
import java.util.List;
import java.util.stream.Stream;

/** What is asked for at a site, by it and by its apps. */
final class AskedScopes {

    private AskedScopes() {}

    /** Returns the most that a user is asked for. What apps may ask for beyond the site is never asked for. */
    static List<String> of(Place place) {
        Dialect dialect = place.config().deployment().dialect();
        List<String> own = place.site().scopes();
        return dialect.within(own, own);
    }

    /** Returns which apps may ask for more than their site allows, so that it is refused. */
    static Stream<Advice> beyond(Place place, List<AppConfig> apps) {
        return apps.stream()
                .filter(app -> !isWithin(place, app.scopes().getOrDefault(place.id(), List.of())))
                .map(app -> Advice.error(
                        "apps." + app.id() + ".scopes." + place.id(),
                        "App '" + app.id() + "' may ask for "
                                + String.join(" ", app.scopes().get(place.id())) + ", and the site allows "
                                + String.join(" ", place.site().scopes()) + " at most.",
                        "Its connect links are refused where they ask for more than the site allows.",
                        "Add what is missing to " + place.setting("scopes") + ", or take it out here."));
    }

    private static boolean isWithin(Place place, List<String> scopes) {
        try {
            place.config().deployment().dialect().within(place.site().scopes(), scopes);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
