package dev.tributary.gateway;

import dev.tributary.gateway.config.GatewayConfig;
import dev.tributary.gateway.config.GatewayConfig.Listen;
import dev.tributary.gateway.http.Limits;
import dev.tributary.gateway.http.Listener;
import dev.tributary.gateway.measure.LoopLag;
import dev.tributary.model.Misconfigured;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What runs the gateway.
 *
 * @param vertx its event loops
 * @param workers its threads that may block; others than those that look up connections for calls, which must not wait for
 *     a Confluence that is slow in answering the flow
 */
record Loops(Vertx vertx, WorkerExecutor workers) {

    private static final Logger LOG = LoggerFactory.getLogger(Loops.class);
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

    /** Measures how late the event loops come to their work. */
    void watch(MeterRegistry meters) {
        LoopLag.watch(vertx, Listener.LOOPS, meters)
                .onFailure(failure -> LOG.warn("The event loops are not measured: {}", failure.getMessage()));
    }

    /** Makes a door that is not open yet. */
    Listener door(Handler<HttpServerRequest> within) {
        return new Listener(vertx, Limits.DEFAULT, within);
    }

    /** Makes a door that is not open yet, with its own certificate where the configuration names one. Blocks. */
    Listener door(GatewayConfig config, Handler<HttpServerRequest> within) {
        Optional<Certificate> certificate = Certificate.of(this, config.tls());
        Listener door = new Listener(
                vertx,
                Limits.DEFAULT,
                within,
                certificate.map(is -> is.current().pem()).orElse(null));
        certificate.ifPresent(is -> is.follow(door));
        return door;
    }

    /** Opens a door, and returns its port. Blocks. Throws {@link Misconfigured} with the key that says where it is. */
    static int open(Listener door, String key, Listen at) {
        try {
            return door.listen(at.host(), at.port())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw failure(key, at, e);
        }
    }

    private static RuntimeException failure(String key, Listen at, CompletionException failure) {
        Throwable cause = failure.getCause();
        return cause instanceof IOException
                ? new Misconfigured(
                        key,
                        "The gateway cannot listen on port %d of %s (%s). Choose another, or end the program that has it."
                                .formatted(at.port(), at.host(), cause.getMessage()),
                        cause)
                : failure;
    }
}
