package dev.tributary.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A body that is read as it comes. No more of it is asked for than one part beyond the one that is being read, so that a slow
 * reader slows the server down. One thread reads; closing is for any.
 */
final class BodyStream extends InputStream implements HttpResponse.BodySubscriber<InputStream> {

    private final Diagnosis diagnosis;
    private final Duration patience;
    private final @Nullable IOException refusal;
    private final BlockingQueue<Optional<List<ByteBuffer>>> come = new LinkedBlockingQueue<>();
    private final Deque<ByteBuffer> current = new ArrayDeque<>();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile @Nullable Throwable failure;
    private volatile boolean closed;
    private @Nullable IOException broken;
    private boolean ended;

    /**
     * Takes how to explain a failure, and how long to wait for a byte.
     *
     * @param refusal why nothing of the body is read; absent where it is
     */
    BodyStream(Diagnosis diagnosis, Duration patience, @Nullable IOException refusal) {
        this.diagnosis = diagnosis;
        this.patience = patience;
        this.refusal = refusal;
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return refusal == null ? CompletableFuture.completedFuture(this) : CompletableFuture.failedFuture(refusal);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (refusal != null || closed) {
            given.cancel();
        } else {
            given.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        come.add(Optional.of(List.copyOf(buffers)));
    }

    @Override
    public void onError(Throwable broken) {
        failure = broken;
        come.add(Optional.empty());
    }

    @Override
    public void onComplete() {
        come.add(Optional.empty());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        ByteBuffer part = part();
        if (part == null) {
            return -1;
        }
        int taken = Math.min(length, part.remaining());
        part.get(bytes, offset, taken);
        return taken;
    }

    /** Returns bytes that were not read yet, at least one; nothing at the end. */
    private @Nullable ByteBuffer part() throws IOException {
        while (current.isEmpty() || !current.peek().hasRemaining()) {
            if (!current.isEmpty()) {
                current.remove();
            } else if (ended) {
                return null;
            } else {
                await();
            }
        }
        return current.peek();
    }

    private void await() throws IOException {
        if (closed) {
            throw new IOException("The answer was closed, so it cannot be read any more.");
        }
        if (broken != null) {
            throw new IOException(broken.getMessage(), broken.getCause());
        }
        Optional<List<ByteBuffer>> next = taken();
        if (next.isPresent()) {
            current.addAll(next.get());
            Flow.Subscription from = subscription;
            if (from != null) {
                from.request(1);
            }
        } else if (failure == null) {
            ended = true;
        } else {
            throw explained(failure);
        }
    }

    /** Returns the next part; nothing once no more will come. */
    private Optional<List<ByteBuffer>> taken() throws IOException {
        try {
            Optional<List<ByteBuffer>> next = come.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                cancel();
                throw explained(new TimeoutException());
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancel();
            throw new IOException("The reading thread was interrupted.", e);
        }
    }

    private IOException explained(Throwable cause) {
        TransportException why = diagnosis.explain(cause);
        broken = new IOException(why.getMessage(), why);
        return broken;
    }

    private void cancel() {
        Flow.Subscription from = subscription;
        if (from != null) {
            from.cancel();
        }
    }

    @Override
    public void close() {
        closed = true;
        cancel();
    }
}
