package dev.tributary.gateway.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpClientConnection;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an upstream socket from answering one user with what it still held for another. The end of an answer is passed on
 * only when everything that came with it has been read; bytes beyond it, or while nothing was asked, close the socket, as
 * does a switch to another protocol.
 */
final class CleanEnd extends ChannelDuplexHandler {

    private static final AttributeKey<CleanEnd> GUARD = AttributeKey.valueOf(CleanEnd.class, "guard");
    private static final String CODEC = "codec";
    private static final int CONTINUE = 100;
    private static final int EARLY_HINTS = 103;
    private static final int OK = 200;

    private boolean asked;
    private boolean sending;
    private final AtomicInteger turn = new AtomicInteger();
    private int status;
    private @Nullable Object end;

    /**
     * Returns the turn whose answer has just begun. To be called while its head is handled: until then nobody else can have
     * been given the socket.
     */
    static Turn current(HttpConnection connection) {
        Channel channel =
                ((HttpClientConnection) connection).channelHandlerContext().channel();
        CleanEnd guard = channel.attr(GUARD).get();
        return new Turn(channel, guard, guard.turn.get());
    }

    /** Guards a new connection, before anything was sent on it. */
    static void guard(HttpConnection connection) {
        Channel channel =
                ((HttpClientConnection) connection).channelHandlerContext().channel();
        CleanEnd guard = new CleanEnd();
        // Whoever waits for an answer is told; without a handler each nonsense of a server would be a stack trace in
        // the log.
        connection.exceptionHandler(nonsense -> {});
        channel.attr(GUARD).set(guard);
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addBefore(CODEC, "unasked", guard.new Unasked());
        pipeline.addAfter(CODEC, "cleanEnd", guard);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpRequest) {
            asked = true;
            sending = true;
            turn.incrementAndGet();
        }
        sending &= !(message instanceof LastHttpContent);
        super.write(context, message, promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof HttpResponse head) {
            status = head.status().code();
        }
        boolean interim = status == CONTINUE || status == EARLY_HINTS;
        boolean switching = !interim && status < OK;
        if (end != null || !asked || switching) {
            ReferenceCountUtil.release(message);
            close(context);
        } else if (message instanceof LastHttpContent && !interim) {
            end = message;
        } else {
            super.channelRead(context, message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        passEnd(context);
        super.channelReadComplete(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        passEnd(context);
        super.channelInactive(context);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        ReferenceCountUtil.release(end);
        end = null;
    }

    private void passEnd(ChannelHandlerContext context) {
        if (end != null) {
            Object message = end;
            end = null;
            asked = false;
            context.fireChannelRead(message);
        }
    }

    private static void close(ChannelHandlerContext context) {
        ChannelFuture unused = context.close();
    }

    /**
     * One request and its answer on a socket.
     *
     * @param channel the socket
     * @param guard the guard
     * @param number which turn of the socket this is
     */
    record Turn(Channel channel, CleanEnd guard, int number) {

        /** Closes the socket unless both ended already: then it is clean, and perhaps somebody else's. */
        void giveUp() {
            channel.eventLoop().execute(() -> {
                boolean unfinished = guard.asked || guard.sending;
                if (guard.turn.get() == number && unfinished) {
                    ChannelFuture unused = channel.close();
                }
            });
        }
    }

    /** Sees the raw bytes, of which the codec would keep an incomplete head for the next answer. */
    private final class Unasked extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            if (!asked && message instanceof ByteBuf) {
                ReferenceCountUtil.release(message);
                close(context);
            } else {
                super.channelRead(context, message);
            }
        }
    }
}
