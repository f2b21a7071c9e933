package dev.tributary.confluence;

import dev.tributary.http.Body;
import dev.tributary.http.HttpAnswer;
import dev.tributary.http.HttpCall;
import dev.tributary.http.TransportException;
import dev.tributary.model.Connection;
import dev.tributary.model.ConnectionId;
import dev.tributary.model.TributaryException;
import dev.tributary.model.Unavailable;
import dev.tributary.token.AccessToken;
import dev.tributary.token.WriteToken;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sends a request with a connection's token. If the token was refused, it is renewed once and the request replayed once;
 * nothing else is ever sent again, so that no write happens twice and no refusal becomes a loop.
 */
final class Calls {

    private static final Duration VALID_ON_ARRIVAL = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(10);

    /** Attachments come as they are, and everything else as JSON where there is a choice. */
    private static final String ACCEPTED = "application/json, */*;q=0.1";

    static final String USER_AGENT = "Tributary/" + version();

    private final ConfluenceServices services;

    Calls(ConfluenceServices services) {
        this.services = services;
    }

    /** Returns the answer that the connection's own user was given. Blocks. */
    Served send(ConnectionId id, ConfluenceRequest request) {
        return send(id, request, this::whole);
    }

    /** Returns the answer that the connection's own user was given, as far as that way reads it. Blocks. */
    Served send(ConnectionId id, ConfluenceRequest request, Way way) {
        Attempt last = last(id, request, way);
        services.places().answered(last.token(), last.answer().status());
        return last.settled();
    }

    private Attempt last(ConnectionId id, ConfluenceRequest request, Way way) {
        Attempt first = request.isWrite() ? write(id, request, way) : attempt(token(id), request, way);
        if (!first.mayBeReplayed()) {
            return first;
        }
        AccessToken newer = Waiting.on(services.tokens().replacementFor(first.token()));
        boolean sameAuthorization = newer.connection().state().epoch()
                == first.token().connection().state().epoch();
        if (!sameAuthorization) {
            return first;
        }
        if (!request.body().isRepeatable()) {
            throw sendAgain(newer.connection(), request);
        }
        Attempt second = attempt(newer, request, way);
        if (second.mayBeReplayed()) {
            services.tokens().rejectedToo(newer);
        }
        return second;
    }

    /** What is not in memory may take longer than a call does, as long as it moves. */
    private HttpAnswer whole(HttpCall call) {
        if (call.body() instanceof Body) {
            return Waiting.on(services.transport().send(call));
        }
        HttpCall streamed =
                new HttpCall(call.method(), call.uri(), call.headers(), call.body(), HttpCall.Limits.STREAM);
        return Opening.beginning(
                Waiting.patientlyOn(services.transport().open(streamed)),
                call.limits().maxBytes());
    }

    private static Unavailable sendAgain(Connection connection, ConfluenceRequest request) {
        return new Unavailable(
                "Site '%s' refused the access token of %s and did nothing. It has been renewed meanwhile, but the stream that was to be sent can be read only once. Open it again, or send a file."
                        .formatted(connection.site(), request),
                SOON,
                null);
    }

    private AccessToken token(ConnectionId id) {
        return Waiting.on(services.tokens().accessToken(id, VALID_ON_ARRIVAL));
    }

    /** Its token must not be renewed away while it is under way. */
    private Attempt write(ConnectionId id, ConfluenceRequest request, Way way) {
        try (WriteToken token = Waiting.on(services.tokens().forWriting(id, VALID_ON_ARRIVAL))) {
            return attempt(token.token(), request, way);
        }
    }

    private Attempt attempt(AccessToken token, ConfluenceRequest request, Way way) {
        HttpAnswer answer = exchange(token, request, way);
        Meaning meaning = meaning(token.connection(), request, answer);
        if (meaning instanceof Meaning.ServedAsAnother another) {
            Optional<Connection> renamed = Waiting.on(services.accounts().renamed(token, another.username()));
            if (renamed.isPresent()) {
                AccessToken again = new AccessToken(renamed.get(), token.value());
                return new Attempt(again, request, answer, meaning(renamed.get(), request, answer));
            }
        }
        if (meaning instanceof Meaning.CaptchaDue) {
            throw Waiting.on(services.accounts().captchaDue(token));
        }
        return new Attempt(token, request, answer, meaning);
    }

    private Meaning meaning(Connection connection, ConfluenceRequest request, HttpAnswer answer) {
        AnswerReader reader =
                SiteAnswers.of(services.sites().get(connection.site()).deployment());
        return reader.read(new Answer(
                connection,
                request.method(),
                request.target(),
                answer.status(),
                answer::joined,
                services.clock().instant(),
                reader.wantsBody(answer.status()) ? answer.body().text() : ""));
    }

    private HttpAnswer exchange(AccessToken token, ConfluenceRequest request, Way way) {
        // Fails where the site has moved since.
        services.sites().of(token.connection());
        HttpCall call = new HttpCall(
                request.method(),
                URI.create(token.connection().origin() + request.target()),
                headers(token, request),
                request.body(),
                HttpCall.Limits.REST);
        try {
            return way.exchange(call);
        } catch (TransportException e) {
            throw failure(token.connection(), request, e);
        }
    }

    private static Map<String, String> headers(AccessToken token, ConfluenceRequest request) {
        Map<String, String> headers = new HashMap<>(Map.of("Accept", ACCEPTED));
        request.headers().forEach((name, value) -> {
            headers.keySet().removeIf(name::equalsIgnoreCase);
            headers.put(name, value);
        });
        headers.put("User-Agent", USER_AGENT);
        headers.put("Authorization", token.credential().field().reveal());
        return headers;
    }

    static TributaryException failure(Connection connection, ConfluenceRequest request, TransportException failure) {
        return failure.misconfigured(connection.site())
                .<TributaryException>map(Function.identity())
                .orElseGet(() -> new Unavailable(
                        "Site '%s' gave no usable answer to %s: %s%s"
                                .formatted(
                                        connection.site(),
                                        request,
                                        failure.getMessage(),
                                        failure.nothingSent() ? "" : Doubt.about(request)),
                        LATER,
                        failure));
    }

    private static String version() {
        String version = Calls.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
