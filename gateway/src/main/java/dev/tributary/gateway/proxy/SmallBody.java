package dev.tributary.gateway.proxy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.nio.charset.StandardCharsets;

/**
 * The words of an answer that nobody is passed on.
 *
 * @param text the words, as far as they were read
 * @param whole whether nothing more of the answer will come
 */
record SmallBody(String text, boolean whole) {

    private static final int MOST = 16 * 1024;

    /** Returns the beginning of a paused answer's body, once all of it has come, or enough, or nothing more will. */
    static Future<SmallBody> of(HttpClientResponse answer) {
        Buffer beginning = Buffer.buffer();
        Promise<SmallBody> read = Promise.promise();
        answer.handler(part -> {
                    int room = MOST - beginning.length();
                    beginning.appendBuffer(part, 0, Math.min(room, part.length()));
                    if (part.length() > room) {
                        answer.pause();
                        read.tryComplete(of(beginning, false));
                    }
                })
                .endHandler(end -> read.tryComplete(of(beginning, true)))
                .exceptionHandler(broken -> read.tryComplete(of(beginning, true)))
                .resume();
        return read.future();
    }

    private static SmallBody of(Buffer beginning, boolean whole) {
        return new SmallBody(beginning.toString(StandardCharsets.UTF_8), whole);
    }
}
