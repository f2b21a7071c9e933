package dev.tributary.gateway.http;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends connections whose client takes for ever: a head must be there in time, and a body must keep coming while the gateway
 * is ready to take it. Used on its channel's event loop only.
 */
final class Pace {

    private final Limits limits;
    private @Nullable Future<?> deadline;
    private boolean inBody;
    private long bytes;

    Pace(Limits limits) {
        this.limits = limits;
    }

    /** A head has begun, or the connection has: it must be complete in time. */
    void head(ChannelHandlerContext context) {
        if (deadline == null) {
            deadline = after(context, limits.headTimeout(), () -> close(context));
        }
    }

    /** More of a body has come. */
    void body(ChannelHandlerContext context, int count) {
        bytes += count;
        if (!inBody) {
            rest();
            inBody = true;
            watchBody(context);
        }
    }

    /** Between two requests the connection's idle time-out is enough. */
    void rest() {
        inBody = false;
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private void watchBody(ChannelHandlerContext context) {
        bytes = 0;
        deadline = after(context, limits.slowestBody().per(), () -> {
            // Without automatic reading it is the gateway that holds the client back.
            if (bytes < limits.slowestBody().bytes()
                    && context.channel().config().isAutoRead()) {
                close(context);
            } else {
                watchBody(context);
            }
        });
    }

    private static void close(ChannelHandlerContext context) {
        ChannelFuture unused = context.close();
    }

    private static Future<?> after(ChannelHandlerContext context, Duration delay, Runnable what) {
        return context.executor().schedule(what, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
}
