package dev.tributary.benchmarks.proxy;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;

/** Takes uploads, keeps nothing, and answers when all of one has come. Runs in this program, on the core of the load. */
final class Uploads implements AutoCloseable {

    private final Vertx vertx;
    private final int port;

    private Uploads(Vertx vertx, int port) {
        this.vertx = vertx;
        this.port = port;
    }

    static Uploads start() {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.handler(part -> {})
                        .endHandler(end -> request.response().end("{}")));
        int port = server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        return new Uploads(vertx, port);
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
