package dev.tributary.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Reads bodies that are small. */
public final class Bodies {

    private Bodies() {}

    /** Says whether a request has a body, which may still turn out empty. */
    public static boolean isPresent(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || (length != null && !length.equals("0"));
    }

    /**
     * Reads a whole body. Fails with {@link Refused} as soon as it is larger than {@code most} bytes, and where there is one
     * although {@code most} is 0. To be called on the request's context, before its handler returns or while it is paused.
     */
    static Future<Buffer> read(HttpServerRequest request, int most) {
        if (!isPresent(request)) {
            request.handler(ignored -> {}).resume();
            return Future.succeededFuture(Buffer.buffer());
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (most == 0 || (length != null && Long.parseLong(length) > most)) {
            return Future.failedFuture(tooLarge(most));
        }
        if (request.headers().contains("Expect")) {
            request.response().writeContinue();
        }
        return collect(request, most);
    }

    private static Future<Buffer> collect(HttpServerRequest request, int most) {
        Promise<Buffer> all = Promise.promise();
        Buffer body = Buffer.buffer();
        request.handler(part -> {
                    if (body.length() + part.length() > most) {
                        all.tryFail(tooLarge(most));
                    } else {
                        body.appendBuffer(part);
                    }
                })
                .endHandler(end -> all.tryComplete(body))
                .exceptionHandler(broken -> all.tryFail(Refused.malformed("The body is not well-formed HTTP/1.1.")))
                .resume();
        return all.future();
    }

    private static Refused tooLarge(int most) {
        return most == 0
                ? Refused.malformed("There must be no body.")
                : new Refused(413, "body-too-large", "Body too large", "At most " + most + " bytes may be sent here.");
    }
}
