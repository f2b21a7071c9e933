package dev.tributary.spring.client;

import dev.tributary.http.Body;
import dev.tributary.http.HttpAnswer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseCookie;
import org.springframework.http.client.reactive.AbstractClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.util.CollectionUtils;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A request of a WebClient, whose body is kept until it is sent. */
final class ReactiveRequest extends AbstractClientHttpRequest {

    private final HttpMethod method;
    private final URI uri;
    private volatile Body body = Body.EMPTY;

    ReactiveRequest(HttpMethod method, URI uri) {
        this.method = method;
        this.uri = uri;
    }

    @Override
    public HttpMethod getMethod() {
        return method;
    }

    @Override
    public URI getURI() {
        return uri;
    }

    @Override
    public DataBufferFactory bufferFactory() {
        return DefaultDataBufferFactory.sharedInstance;
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> parts) {
        return doCommit(() -> DataBufferUtils.join(parts).doOnNext(this::keep).then());
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> parts) {
        return writeWith(Flux.from(parts).concatMap(part -> part));
    }

    @Override
    public Mono<Void> setComplete() {
        return doCommit();
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> T getNativeRequest() {
        return (T) this;
    }

    @Override
    protected void applyHeaders() {
        // They are read when the request is sent.
    }

    @Override
    protected void applyCookies() {
        // The engine keeps and sends none.
    }

    private void keep(DataBuffer whole) {
        byte[] bytes = new byte[whole.readableByteCount()];
        whole.read(bytes);
        DataBufferUtils.release(whole);
        body = Body.of(bytes);
    }

    Exchange exchange() {
        return new Exchange(method, uri, getHeaders(), body);
    }

    /** An answer as WebClient reads it. */
    record Response(HttpAnswer answer) implements ClientHttpResponse {

        @Override
        public HttpStatusCode getStatusCode() {
            return HttpStatusCode.valueOf(answer.status());
        }

        @Override
        public HttpHeaders getHeaders() {
            return Exchange.headers(answer);
        }

        @Override
        public MultiValueMap<String, ResponseCookie> getCookies() {
            return CollectionUtils.unmodifiableMultiValueMap(
                    CollectionUtils.toMultiValueMap(Map.<String, List<ResponseCookie>>of()));
        }

        @Override
        public Flux<DataBuffer> getBody() {
            byte[] bytes = answer.body().bytes();
            return bytes.length == 0 ? Flux.empty() : Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(bytes));
        }
    }
}
