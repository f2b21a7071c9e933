package dev.tributary.gateway;

import dev.tributary.gateway.config.Right;
import dev.tributary.gateway.http.Answer;
import dev.tributary.gateway.http.Door;
import dev.tributary.gateway.http.Operation;
import dev.tributary.gateway.identity.Apps;
import dev.tributary.gateway.measure.Meters;
import io.vertx.core.buffer.Buffer;

/** Shows how all meters stand: on the management listener to everybody, and elsewhere to keys with the right {@code admin}. */
final class MetricsPage {

    private static final String PATH = "/metrics";

    private final Meters meters;

    MetricsPage(Meters meters) {
        this.meters = meters;
    }

    Operation toAll() {
        return Operation.get(PATH, Door.to(request -> show()));
    }

    Operation toAdmins(Apps apps) {
        return Operation.get(
                PATH,
                head -> apps.identify(head).map(asking -> {
                    asking.check(Right.ADMIN);
                    return request -> show();
                }));
    }

    private Answer show() {
        return Answer.of(200, Meters.TEXT, Buffer.buffer(meters.text()));
    }
}
