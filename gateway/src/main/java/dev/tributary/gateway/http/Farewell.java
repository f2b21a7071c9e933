package dev.tributary.gateway.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;

/**
 * Ends a connection with its next answer, and says so in that answer, so that its client sends nothing more there. It is put
 * into connections only when the listener is about to end: before that it costs nothing.
 */
final class Farewell extends ChannelOutboundHandlerAdapter {

    private static final AttributeKey<HttpConnection> CONNECTION = AttributeKey.valueOf(Farewell.class, "connection");
    private static final String NAME = "farewell";
    private static final String VERTX = "handler";
    private static final int OK = 200;
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(20);

    private final HttpConnection connection;

    private Farewell(HttpConnection connection) {
        this.connection = connection;
    }

    /** Remembers whose channel it is. To be called when it is accepted. */
    static void remember(Channel channel, HttpConnection connection) {
        channel.attr(CONNECTION).set(connection);
    }

    /** Lets a connection end with its next answer. Thread-safe; doing so again does nothing. */
    static void join(Channel channel) {
        channel.eventLoop().execute(() -> {
            boolean there = channel.pipeline().get(VERTX) != null;
            if (there && channel.pipeline().get(NAME) == null) {
                channel.pipeline()
                        .addBefore(
                                VERTX,
                                NAME,
                                new Farewell(channel.attr(CONNECTION).get()));
            }
        });
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpResponse head && head.status().code() >= OK) {
            head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            // Closes it when this answer is complete.
            var unused = connection.shutdown(LONG_ENOUGH);
        }
        super.write(context, message, promise);
    }
}
