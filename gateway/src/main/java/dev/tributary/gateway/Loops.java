package dev.tributary.gateway;

import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.gateway.http.Limits;
import dev.tributary.gateway.http.Listener;
import dev.tributary.model.Misconfigured;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * What runs the gateway.
 *
 * @param vertx its event loops
 * @param workers its threads that may block; others than those that look up connections for calls, which must not wait for
 *     a Confluence that is slow in answering the flow
 */
record Loops(Vertx vertx, WorkerExecutor workers) {

    private static final int WORKERS = 32;

    /** Starts them. Nothing is unpacked into a directory for temporary files. */
    static Loops start(Parts parts) {
        VertxOptions options = new VertxOptions()
                .setEventLoopPoolSize(Listener.LOOPS)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
        Vertx vertx = Vertx.builder()
                .with(options)
                .withTransport(SocketTransport.best())
                .build();
        parts.add(() -> vertx.close().toCompletionStage().toCompletableFuture().join());
        return new Loops(vertx, vertx.createSharedWorkerExecutor("tributary", WORKERS));
    }

    /** Listens, and returns the public URL with the port where that was left open. Blocks. Throws {@link Misconfigured}. */
    URI listen(GatewayConfig config, Entrance entrance) {
        GatewayConfig.Listen at = config.listen();
        try {
            Optional<Certificate> certificate = Certificate.of(this, config.tls());
            Listener listener = new Listener(
                    vertx,
                    Limits.DEFAULT,
                    entrance,
                    certificate.map(is -> is.current().pem()).orElse(null));
            certificate.ifPresent(is -> is.follow(listener));
            int port = listener.listen(at.host(), at.port())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            URI url = config.publicUrl();
            return url.getPort() == 0 ? URI.create(url.getScheme() + "://" + url.getHost() + ":" + port) : url;
        } catch (CompletionException e) {
            throw failure(at, e);
        }
    }

    private static RuntimeException failure(GatewayConfig.Listen at, CompletionException failure) {
        Throwable cause = failure.getCause();
        return cause instanceof IOException
                ? new Misconfigured(
                        "listen",
                        "The gateway cannot listen on port %d of %s (%s). Choose another, or end the program that has it."
                                .formatted(at.port(), at.host(), cause.getMessage()),
                        cause)
                : failure;
    }
}
