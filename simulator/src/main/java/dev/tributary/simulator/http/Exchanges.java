package dev.tributary.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Clock;

/** Turns the JDK server's exchange into a request, and a response into bytes on the wire. */
final class Exchanges {

    private static final int MAX_BODY = 64 * 1024 * 1024;

    private Exchanges() {}

    static Request read(HttpExchange exchange, Clock clock) throws IOException {
        URI uri = exchange.getRequestURI();
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            throw new HttpRefusal(Response.text(413, "More than 64 MB."));
        }
        return new Request(
                new RequestLine(exchange.getRequestMethod(), path, query, clock.instant()),
                Parameters.headers(exchange.getRequestHeaders()),
                body);
    }

    static void write(HttpExchange exchange, Response response) throws IOException {
        if (response.delivery() == Delivery.DROPPED) {
            exchange.close();
            return;
        }
        byte[] body = response.body();
        response.headers()
                .forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
        boolean bodiless =
                exchange.getRequestMethod().equals("HEAD") || response.status() == 204 || response.status() == 304;
        exchange.sendResponseHeaders(response.status(), bodiless || body.length == 0 ? -1 : body.length);
        if (!bodiless && body.length > 0) {
            OutputStream out = exchange.getResponseBody();
            out.write(body, 0, response.delivery() == Delivery.TRUNCATED ? body.length / 2 : body.length);
            out.flush();
        }
        exchange.close();
    }
}
