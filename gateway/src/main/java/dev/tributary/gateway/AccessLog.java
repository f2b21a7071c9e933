package dev.tributary.gateway;

import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line for each request. Neither queries nor the tokens of links are in it: they lead to what others must not have. */
final class AccessLog {

    private static final Logger LOG = LoggerFactory.getLogger("dev.tributary.gateway.access");
    private static final String LINK = "/connect/";

    private AccessLog() {}

    static void follow(HttpServerRequest request) {
        if (LOG.isInfoEnabled()) {
            long begin = System.nanoTime();
            request.response()
                    .endHandler(end -> LOG.info(
                            "{} {} {} {} ms",
                            request.method(),
                            path(request.uri()),
                            request.response().getStatusCode(),
                            Duration.ofNanos(System.nanoTime() - begin).toMillis()));
        }
    }

    private static String path(String target) {
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        return path.startsWith(LINK) ? LINK + "…" : path;
    }
}
