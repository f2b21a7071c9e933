package dev.tributary.gateway.proxy;

import dev.tributary.gateway.http.Problem;
import dev.tributary.model.Connection;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether an answer to the connection's user may be passed on, and in what form. Used on its request's context only. */
final class Passing {

    private static final CharSequence LINK = HttpHeaders.createOptimized("Link");

    private final Call call;
    private final Arrival arrival;
    private final Connection connection;
    private final boolean isList;
    private final @Nullable String redirect;
    private final Optional<String> location;

    Passing(Call call, Arrival arrival, Connection connection) {
        this.call = call;
        this.arrival = arrival;
        this.connection = connection;
        isList = call.mayBringList() && Lists.mayBe(arrival.answer());
        redirect = arrival.answer().getHeader(HttpHeaders.LOCATION);
        location = redirect == null
                ? Optional.empty()
                : call.route().locations(connection).rewritten(redirect, call.targetAt(connection));
    }

    /** Says why it may not be passed on; nothing where it may. */
    Optional<Problem> objection() {
        if (redirect != null && location.isEmpty()) {
            return Optional.of(
                    Failures.badGateway("Confluence redirects to another place, which the gateway does not pass on."));
        }
        if (isList && !Lists.isPlain(arrival.answer())) {
            return Optional.of(Failures.badGateway(
                    "The answer is compressed although that was declined, so its links cannot be made to lead"
                            + " back here. Have what stands in front of Confluence heed Accept-Encoding."));
        }
        return Optional.empty();
    }

    /** Returns what passes it on, with its head. */
    Relay relay(CallMonitor monitor) {
        HttpClientResponse answer = arrival.answer();
        LinkWriter links = call.route().links(connection);
        Relay relay = new Relay(call.request(), arrival, isList ? new ListPassage(links) : null, monitor);
        relay.head(connection, location);
        if (call.mayBringList() && answer.headers().contains(LINK)) {
            relay.header("Link", links.headers(answer.headers().getAll(LINK)));
        }
        return relay;
    }
}
