package dev.tributary.spring.client;

import dev.tributary.Tributary;
import dev.tributary.model.Connection;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Makes {@link WebClient}s act in Confluence as a user: {@code builder.apply(confluence.asCurrentUser())}. Otherwise as {@link
 * ConfluenceRestClients}; the engine's failures are the {@code Mono}'s. Calls wait on Reactor's bounded elastic threads, not on
 * an event loop.
 */
public final class ConfluenceWebClients {

    private final Tributary tributary;
    private final Connected current;

    /** Takes the engine, and what knows the current user. */
    public ConfluenceWebClients(Tributary tributary, Connected current) {
        this.tributary = tributary;
        this.current = current;
    }

    /** Acts as whoever is signed in where the call is subscribed to, at the one site that there is. */
    public Consumer<WebClient.Builder> asCurrentUser() {
        return asCurrentUser(null);
    }

    /**
     * Acts as whoever is signed in where the call is subscribed to, at a site; absent for the only one. That is known on the thread
     * of a servlet's request; elsewhere use {@link #as}.
     */
    public Consumer<WebClient.Builder> asCurrentUser(@Nullable String site) {
        return at(() -> current.at(site));
    }

    /** Acts as a connection's user. */
    public Consumer<WebClient.Builder> as(Connection connection) {
        return at(() -> connection);
    }

    private Consumer<WebClient.Builder> at(Supplier<Connection> user) {
        return builder -> builder.clientConnector(connector(user))
                .filter((request, next) -> next.exchange(request)
                        .onErrorMap(WebClientRequestException.class, ConfluenceWebClients::unwrapped));
    }

    /** WebClient takes whatever a connector throws for a failure of the network; what an application's own code throws stays so. */
    private static Throwable unwrapped(WebClientRequestException wrapping) {
        return wrapping.getCause() instanceof Ours ours ? ours.failure : wrapping;
    }

    private ClientHttpConnector connector(Supplier<Connection> user) {
        return (method, uri, write) -> Mono.fromSupplier(user)
                .onErrorMap(RuntimeException.class, Ours::new)
                .flatMap(connection -> {
                    ReactiveRequest request = new ReactiveRequest(method, uri);
                    return write.apply(request).then(answer(request, connection));
                });
    }

    private Mono<ClientHttpResponse> answer(ReactiveRequest request, Connection connection) {
        return Mono.fromCallable(() -> request.exchange().as(connection, tributary))
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorMap(RuntimeException.class, Ours::new)
                .map(ReactiveRequest.Response::new);
    }

    /** Marks a failure of the engine on its way through WebClient. */
    private static final class Ours extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final RuntimeException failure;

        Ours(RuntimeException failure) {
            super(failure.getMessage(), failure);
            this.failure = failure;
        }
    }
}
