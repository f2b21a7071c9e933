package dev.tributary.simulator.content.rest;

import dev.tributary.simulator.environment.Caller;
import dev.tributary.simulator.environment.Caller.How;
import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.environment.Scope;
import dev.tributary.simulator.environment.SimulatedClock;
import dev.tributary.simulator.environment.Switches;
import dev.tributary.simulator.environment.User;
import dev.tributary.simulator.environment.Users;
import dev.tributary.simulator.http.Filter;
import dev.tributary.simulator.http.Handler;
import dev.tributary.simulator.http.HttpKernel;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import dev.tributary.simulator.http.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The REST surface alone, on a socket. A caller is who the bearer token names, {@code alice} or {@code alice:READ}; the tests of
 * real tokens are elsewhere.
 */
final class Confluence implements AutoCloseable {
    private final SimulatedClock clock = new SimulatedClock();
    private final Switches switches = new Switches();
    private final Users users = new Users();
    private final HttpKernel kernel;
    private final HttpClient client = HttpClient.newHttpClient();

    Confluence() {
        Router router = new Router();
        RestSurface.dataCenter(new Environment(users, clock, switches, this::base))
                .addTo(router);
        InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        this.kernel = HttpKernel.start(loopback, null, clock, Filter.chain(List.of(this::identify), router));
    }

    SimulatedClock clock() {
        return clock;
    }

    Switches switches() {
        return switches;
    }

    URI base() {
        return URI.create("http://localhost:" + kernel.port());
    }

    /** A caller whose requests carry that token; an empty one makes an anonymous caller. */
    Call as(String token) {
        return new Call(this, token);
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the answer", e);
        }
    }

    /** The id of the sample content of that title. */
    String idOf(String title) {
        JsonNode results = as("alice")
                .get("/rest/api/content/search?limit=1&cql=" + Links.encode("title = \"" + title + "\""))
                .json()
                .get("results");
        return results.get(0).get("id").asString();
    }

    @Override
    public void close() {
        kernel.close();
    }

    private Response identify(Request request, Handler next) {
        String token = request.header("Authorization").orElse("").replaceFirst("^Bearer ", "");
        String[] nameAndScope = token.split(":", 2);
        Optional<User> user = users.named(nameAndScope[0]);
        Scope scope = nameAndScope.length == 2 ? Scope.valueOf(nameAndScope[1]) : Scope.SYSTEM_ADMIN;
        return next.handle(user.map(known -> request.with(Caller.class, new Caller(known, scope, How.OAUTH)))
                .orElse(request));
    }
}
