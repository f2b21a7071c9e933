package dev.tributary.gateway.http;

import static io.netty.handler.codec.http.HttpHeaderNames.CONNECTION;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.Http1ServerConfig;
import io.vertx.core.http.impl.http1.VertxHttpRequestDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Vert.x's decoder, made strict: it sees each head's raw bytes, which nobody after it does, and once a message is refused it
 * reads nothing more from that connection, so that no byte of a doubtful body becomes a request.
 */
final class StrictDecoder extends VertxHttpRequestDecoder {

    private static final byte LINE_FEED = '\n';

    private final int mostFields;
    private final Pace pace;

    private boolean inHead = true;
    private boolean refused;
    private boolean folded;
    private boolean afterLineFeed;

    StrictDecoder(Limits limits) {
        super(new Http1ServerConfig()
                .setMaxInitialLineLength(limits.requestLine())
                .setMaxHeaderSize(limits.headerBytes())
                .setMaxChunkSize(Limits.PART));
        this.mostFields = limits.headerFields();
        this.pace = new Pace(limits);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) throws Exception {
        super.handlerAdded(context);
        pace.head(context);
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) throws Exception {
        pace.rest();
        super.handlerRemoved0(context);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> messages) throws Exception {
        if (refused) {
            bytes.skipBytes(bytes.readableBytes());
            return;
        }
        int from = bytes.readerIndex();
        int before = messages.size();
        super.decode(context, bytes, messages);
        if (inHead) {
            // One call decodes at most one head and never goes on into its body.
            lookForFolding(bytes, from);
        }
        boolean ended = judge(messages.subList(before, messages.size()));
        keepPace(context, bytes.readerIndex() - from, ended);
    }

    private void lookForFolding(ByteBuf bytes, int from) {
        int end = bytes.readerIndex();
        if (from == end) {
            return;
        }
        folded |= afterLineFeed && isBlank(bytes.getByte(from));
        for (int at = bytes.indexOf(from, end, LINE_FEED); at >= 0; at = bytes.indexOf(at + 1, end, LINE_FEED)) {
            folded |= at + 1 < end && isBlank(bytes.getByte(at + 1));
        }
        afterLineFeed = bytes.getByte(end - 1) == LINE_FEED;
    }

    private static boolean isBlank(byte next) {
        return next == ' ' || next == '\t';
    }

    private boolean judge(List<Object> decoded) {
        boolean ended = false;
        for (Object message : decoded) {
            if (message instanceof HttpRequest head) {
                judge(head);
                inHead = false;
            }
            if (message instanceof LastHttpContent) {
                inHead = true;
                afterLineFeed = false;
                ended = true;
            }
        }
        return ended;
    }

    private void judge(HttpRequest head) {
        if (head.decoderResult().isSuccess()) {
            fault(head).ifPresent(fault -> head.setDecoderResult(DecoderResult.failure(fault)));
        }
        refused = head.decoderResult().isFailure();
        if (refused) {
            // The answer is sent in the version of the request, whatever that claimed to be.
            head.setProtocolVersion(HttpVersion.HTTP_1_1);
        } else {
            closeWhereAsked(head.headers());
        }
    }

    /** Vert.x closes only where the first value is exactly {@code close}. */
    private static void closeWhereAsked(HttpHeaders headers) {
        if (headers.contains(CONNECTION) && headers.containsValue(CONNECTION, HttpHeaderValues.CLOSE, true)) {
            List<String> tokens = new ArrayList<>(List.of("close"));
            tokens.addAll(headers.getAll(CONNECTION));
            headers.set(CONNECTION, tokens);
        }
    }

    private Optional<BadMessage> fault(HttpRequest head) {
        return folded
                ? Optional.of(new BadMessage(400, "A header field is folded over several lines."))
                : HeadRules.fault(head, mostFields);
    }

    private void keepPace(ChannelHandlerContext context, int count, boolean ended) {
        if (ended) {
            pace.rest();
        } else if (!inHead) {
            pace.body(context, count);
        } else if (count > 0) {
            pace.head(context);
        }
    }
}
