package dev.tributary.spring.client;

import dev.tributary.Tributary;
import dev.tributary.model.Connection;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * Makes {@link RestClient}s act in Confluence as a user: {@code builder.apply(confluence.asCurrentUser())}. Such a client is given
 * paths of the site, such as {@code /rest/api/space}. It throws {@link dev.tributary.model.TributaryException}s where the user was
 * not served, among them {@link dev.tributary.model.GrantEnded}; any other answer, whatever its status, is the client's to judge.
 *
 * <p>Answers are read whole, up to 16 MiB; files are better fetched by {@link dev.tributary.confluence.Confluence#download}.
 * Thread-safe.
 */
public final class ConfluenceRestClients {

    private final Tributary tributary;
    private final Connected current;

    /** Takes the engine, and what knows the current user. */
    public ConfluenceRestClients(Tributary tributary, Connected current) {
        this.tributary = tributary;
        this.current = current;
    }

    /** Acts as whoever is signed in where the call is made, at the one site that there is. */
    public Consumer<RestClient.Builder> asCurrentUser() {
        return asCurrentUser(null);
    }

    /** Acts as whoever is signed in where the call is made, at a site; absent for the only one. */
    public Consumer<RestClient.Builder> asCurrentUser(@Nullable String site) {
        return builder -> builder.requestFactory(factory(() -> current.at(site)));
    }

    /** Acts as a connection's user. */
    public Consumer<RestClient.Builder> as(Connection connection) {
        return builder -> builder.requestFactory(factory(() -> connection));
    }

    private ClientHttpRequestFactory factory(Supplier<Connection> user) {
        return (uri, method) -> new BlockingRequest(method, uri, exchange -> exchange.as(user.get(), tributary));
    }
}
