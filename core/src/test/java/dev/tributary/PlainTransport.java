package dev.tributary;

import dev.tributary.http.Body;
import dev.tributary.http.HttpAnswer;
import dev.tributary.http.HttpCall;
import dev.tributary.http.Transport;
import dev.tributary.http.TransportException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

/** The least transport over real sockets. */
final class PlainTransport implements Transport {

    private final HttpClient client = HttpClient.newHttpClient();

    @Override
    public CompletableFuture<HttpAnswer> send(HttpCall call) {
        HttpRequest.BodyPublisher body =
                HttpRequest.BodyPublishers.ofByteArray(call.body().bytes());
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri()).method(call.method(), body);
        call.headers().forEach(request::header);
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                .handle((answer, failure) -> {
                    if (failure != null) {
                        throw new TransportException(TransportException.Kind.BROKEN, "It broke.", false, failure);
                    }
                    return new HttpAnswer(answer.statusCode(), answer.headers().map(), Body.of(answer.body()));
                });
    }
}
