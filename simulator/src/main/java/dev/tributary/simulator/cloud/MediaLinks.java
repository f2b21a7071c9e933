package dev.tributary.simulator.cloud;

import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.http.Router;
import dev.tributary.simulator.http.Routes;
import dev.tributary.simulator.oauth.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Atlassian's media host: it hands out what a link was made for, to whoever has the link, for ten minutes. Thread-safe. */
final class MediaLinks implements Routes {

    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final String PATH = "/media/file/";

    private record Media(Response response, Instant end) {}

    private final Map<String, Media> byToken = new ConcurrentHashMap<>();
    private final Environment environment;

    MediaLinks(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void addTo(Router router) {
        router.route("GET " + PATH + "{token}", this::get);
    }

    /** A redirect to a link of its own for these bytes. */
    Response redirectTo(Response bytes) {
        Instant now = environment.clock().instant();
        byToken.values().removeIf(media -> !now.isBefore(media.end()));
        String token = Secrets.hex();
        byToken.put(token, new Media(bytes, now.plus(LIFETIME)));
        return Response.status(302)
                .with("Location", environment.baseUrl() + PATH + token)
                .with("Cache-Control", "no-store");
    }

    private Response get(Request request) {
        return Optional.ofNullable(byToken.get(request.pathParameter("token")))
                .filter(media -> environment.clock().instant().isBefore(media.end()))
                .map(Media::response)
                .orElseGet(() -> Response.text(403, "The link is over."));
    }
}
