package dev.tributary.simulator;

import dev.tributary.simulator.http.Handler;
import dev.tributary.simulator.http.HttpRefusal;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import java.util.concurrent.CountDownLatch;

/** Holds back requests that come between listening and knowing the own base URL. */
final class StartGate implements Handler {

    private final CountDownLatch opened = new CountDownLatch(1);
    private final Handler handler;

    StartGate(Handler handler) {
        this.handler = handler;
    }

    void open() {
        opened.countDown();
    }

    @Override
    public Response handle(Request request) {
        try {
            opened.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HttpRefusal(Response.status(503));
        }
        return handler.handle(request);
    }
}
