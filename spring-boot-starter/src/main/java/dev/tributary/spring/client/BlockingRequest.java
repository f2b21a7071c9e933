package dev.tributary.spring.client;

import dev.tributary.http.Body;
import dev.tributary.http.HttpAnswer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.AbstractClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;

/** A request of a RestClient, whose body is kept until it is sent, so that it can be sent again where it was refused. */
final class BlockingRequest extends AbstractClientHttpRequest {

    private final HttpMethod method;
    private final URI uri;
    private final Function<Exchange, HttpAnswer> engine;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    BlockingRequest(HttpMethod method, URI uri, Function<Exchange, HttpAnswer> engine) {
        this.method = method;
        this.uri = uri;
        this.engine = engine;
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
    protected OutputStream getBodyInternal(HttpHeaders headers) {
        return body;
    }

    @Override
    protected ClientHttpResponse executeInternal(HttpHeaders headers) {
        return new Response(engine.apply(new Exchange(method, uri, headers, Body.of(body.toByteArray()))));
    }

    private record Response(HttpAnswer answer) implements ClientHttpResponse {

        @Override
        public HttpStatusCode getStatusCode() {
            return HttpStatusCode.valueOf(answer.status());
        }

        @Override
        public String getStatusText() {
            return "";
        }

        @Override
        public HttpHeaders getHeaders() {
            return Exchange.headers(answer);
        }

        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(answer.body().bytes());
        }

        @Override
        public void close() {
            // It is in memory as a whole.
        }
    }
}
