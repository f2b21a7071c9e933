package dev.tributary.gateway.proxy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.nio.charset.StandardCharsets;

/** The words of an answer that nobody is passed on. */
final class SmallBody {

    private static final int MOST = 16 * 1024;

    private SmallBody() {}

    /** Returns the beginning of a paused answer's body as text, once all of it has come or nothing more will. */
    static Future<String> of(HttpClientResponse answer) {
        Buffer beginning = Buffer.buffer();
        Promise<String> whole = Promise.promise();
        answer.handler(part -> {
                    if (beginning.length() + part.length() <= MOST) {
                        beginning.appendBuffer(part);
                    }
                })
                .endHandler(end -> whole.tryComplete(beginning.toString(StandardCharsets.UTF_8)))
                .exceptionHandler(broken -> whole.tryComplete(beginning.toString(StandardCharsets.UTF_8)))
                .resume();
        return whole.future();
    }
}
