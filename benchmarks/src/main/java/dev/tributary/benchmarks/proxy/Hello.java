package dev.tributary.benchmarks.proxy;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

/** The least that can be done with Vert.x: a server that says hello, with one event loop for each processor. */
final class Hello {

    private Hello() {}

    /** Serves at a free port, and says when. */
    public static void main(String[] arguments) {
        Vertx vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(Runtime.getRuntime().availableProcessors()));
        vertx.createHttpServer()
                .requestHandler(request -> request.response().end("hello"))
                .listen(0, "127.0.0.1")
                .onSuccess(server -> System.out.println("ready http://localhost:" + server.actualPort()))
                .onFailure(Throwable::printStackTrace);
    }
}
