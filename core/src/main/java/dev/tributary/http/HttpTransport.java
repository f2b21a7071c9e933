package dev.tributary.http;

import dev.tributary.http.TransportException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ProtocolException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests over the JDK's client: follows no redirect, keeps no cookie, gives no password, and takes neither proxy nor
 * trust from the environment.
 *
 * <p>Thread-safe; one serves all calls over one {@link Network}. An exchange is limited from its beginning to the last byte of
 * the answer, and when a limit is passed its connection is closed. An answer that comes compressed is decoded within the same
 * limit of size. Threads are daemons, and end when they have nothing to do.
 */
public final class HttpTransport implements Transport, AutoCloseable {

    private final Network network;
    private final ExecutorService workers = Executors.newCachedThreadPool(HttpTransport::daemon);
    private volatile @Nullable HttpClient client;
    private volatile boolean closed;

    /** Takes the way out. */
    public HttpTransport(Network network) {
        this.network = network;
    }

    /** Made for the first call, so that no program has to wait at its start for all that TLS loads. */
    private HttpClient client() {
        HttpClient made = client;
        HttpClient open = made != null || closed ? made : made();
        if (open == null) {
            throw closed();
        }
        return open;
    }

    private synchronized @Nullable HttpClient made() {
        try {
            if (client == null && !closed) {
                client = client(network, workers);
            }
            return client;
        } catch (IllegalStateException | UncheckedIOException e) {
            String why = "TLS cannot be set up, so that nothing is sent: " + e.getMessage()
                    + ". Look at javax.net.ssl.trustStore and the other options of Java's for TLS.";
            throw new TransportException(Kind.TLS, why, true, e);
        }
    }

    private static HttpClient client(Network network, ExecutorService workers) {
        return HttpClient.newBuilder()
                // Data Center sits behind old proxies, some of which stumble over the offer of HTTP/2.
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(network.proxy() == null ? HttpClient.Builder.NO_PROXY : ProxySelector.of(network.proxy()))
                .sslContext(network.trust().context())
                .connectTimeout(network.connect())
                .executor(workers)
                .build();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "tributary-http");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public CompletableFuture<HttpAnswer> send(HttpCall call) {
        try {
            HttpClient open = client();
            Outflow outflow = new Outflow(call.body(), new Silence(network.patience(call.limits())));
            return exchange(open, call, outflow);
        } catch (TransportException e) {
            return CompletableFuture.failedFuture(e);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(unfit(call));
        }
    }

    @Override
    public CompletableFuture<OpenAnswer> open(HttpCall call) {
        try {
            HttpClient open = client();
            Silence silence = new Silence(network.patience(call.limits()));
            return opened(open, call, new Outflow(call.body(), silence), silence);
        } catch (TransportException e) {
            return CompletableFuture.failedFuture(e);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(unfit(call));
        }
    }

    private CompletableFuture<OpenAnswer> opened(HttpClient open, HttpCall call, Outflow outflow, Silence silence) {
        Diagnosis diagnosis = new Diagnosis(call, network);
        CompletableFuture<HttpResponse<InputStream>> exchange =
                open.sendAsync(request(call, outflow), head -> stream(head, call, diagnosis));
        CompletableFuture<HttpResponse<InputStream>> waiting =
                CompletableFuture.completedFuture(call).thenCompose(sent -> exchange);
        silence.watch(waiting);
        return waiting.handleAsync(
                (response, failure) -> {
                    outflow.end();
                    if (failure == null) {
                        return openAnswer(call, response, diagnosis);
                    }
                    end(exchange);
                    outflow.check();
                    throw diagnosis.explain(failure);
                },
                workers);
    }

    /** Time-out and caller get a future of their own, because one of the client's would take the exchange down with it. */
    private CompletableFuture<HttpAnswer> exchange(HttpClient open, HttpCall call, Outflow outflow) {
        CompletableFuture<HttpResponse<byte[]>> exchange =
                open.sendAsync(request(call, outflow), head -> body(head, call));
        CompletableFuture<HttpResponse<byte[]>> waiting =
                CompletableFuture.completedFuture(call).thenCompose(sent -> exchange);
        Diagnosis diagnosis = new Diagnosis(call, network);
        return waiting.orTimeout(network.patience(call.limits()).toMillis(), TimeUnit.MILLISECONDS)
                .handleAsync(
                        (response, failure) -> {
                            outflow.end();
                            if (failure == null) {
                                return answer(call, response, diagnosis);
                            }
                            end(exchange);
                            outflow.check();
                            throw diagnosis.explain(failure);
                        },
                        workers);
    }

    /**
     * Closes the connection, also where the exchange has failed already: the JDK's client leaves it open for ever when the
     * answer was no HTTP. The cancelling goes by a new future, as one that is done cannot be cancelled.
     */
    private static void end(CompletableFuture<?> exchange) {
        boolean answered = exchange.isDone() && !exchange.isCompletedExceptionally();
        if (!answered) {
            exchange.newIncompleteFuture().cancel(true);
        }
    }

    private static HttpResponse.BodySubscriber<byte[]> body(HttpResponse.ResponseInfo head, HttpCall call) {
        BoundedBody body = new BoundedBody(call.limits().maxBytes());
        if (!Framing.isClear(head.headers())) {
            body.refuse(new ProtocolException("Nobody can tell where this answer ends."));
        }
        return body;
    }

    private BodyStream stream(HttpResponse.ResponseInfo head, HttpCall call, Diagnosis diagnosis) {
        ProtocolException unclear = Framing.isClear(head.headers())
                ? null
                : new ProtocolException("Nobody can tell where this answer ends.");
        return new BodyStream(diagnosis, network.patience(call.limits()), unclear);
    }

    private OpenAnswer openAnswer(HttpCall call, HttpResponse<InputStream> response, Diagnosis diagnosis) {
        OpenAnswer answer =
                new OpenAnswer(response.statusCode(), response.headers().map(), response.body());
        try {
            checkSender(call, response, diagnosis);
            return ContentCoding.undo(answer);
        } catch (IOException e) {
            answer.close();
            throw diagnosis.explain(e);
        } catch (TransportException refused) {
            answer.close();
            throw refused;
        }
    }

    private static void checkSender(HttpCall call, HttpResponse<?> response, Diagnosis diagnosis) {
        boolean fromProxy =
                "https".equals(call.uri().getScheme()) && response.sslSession().isEmpty();
        if (fromProxy) {
            throw diagnosis.refusedByProxy(response.statusCode());
        }
    }

    private HttpAnswer answer(HttpCall call, HttpResponse<byte[]> response, Diagnosis diagnosis) {
        checkSender(call, response, diagnosis);
        HttpAnswer answer =
                new HttpAnswer(response.statusCode(), response.headers().map(), Body.of(response.body()));
        try {
            return ContentCoding.undo(answer, call.limits().maxBytes());
        } catch (IOException e) {
            throw diagnosis.explain(e);
        }
    }

    private static HttpRequest request(HttpCall call, Outflow outflow) {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri()).method(call.method(), outflow.publisher());
        call.headers().forEach(request::header);
        return request.build();
    }

    private static TransportException closed() {
        return new TransportException(
                Kind.UNREACHABLE, "Nothing is sent any more, because this way out was closed.", true, null);
    }

    /** The JDK's own message would quote the header's value, which may be a secret. */
    private static IllegalArgumentException unfit(HttpCall call) {
        return new IllegalArgumentException(
                "The request " + call + " cannot be sent as HTTP: its method, its address or a header"
                        + " has characters that do not belong there.");
    }

    /**
     * Lets no call begin any more; those under way still end. Does not block. Idle connections are closed when the JDK's client
     * is collected, which on Java 17 has no other end, or earlier by the server.
     */
    @Override
    public synchronized void close() {
        closed = true;
        client = null;
    }
}
