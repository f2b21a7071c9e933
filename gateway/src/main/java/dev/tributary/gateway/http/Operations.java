package dev.tributary.gateway.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Answers every request for one of the gateway's own operations, and refuses the others. Paths are compared as they came; the
 * listener lets nothing through that could be written in two ways.
 *
 * <p>Thread-safe, to be called on an event loop.
 */
public final class Operations implements Handler<HttpServerRequest> {

    private static final String DESCRIPTION = "/openapi.json";

    private final WorkerExecutor workers;
    private final List<Operation> all;
    private final Function<HttpServerRequest, String> from;

    /** Takes the threads that may block, the operations, and what finds out where a request comes from. */
    public Operations(WorkerExecutor workers, List<Operation> all, Function<HttpServerRequest, String> from) {
        this.workers = workers;
        this.from = from;
        this.all = List.copyOf(all);
    }

    @Override
    public void handle(HttpServerRequest request) {
        try {
            String path = path(request);
            Operation operation = operation(request.method().name(), path);
            Awaited.then(operation.door().open(request), request, opened -> {
                if (opened.succeeded()) {
                    answer(request, operation, path, opened.result());
                } else {
                    Reply.refuse(request, Problems.of(opened.cause()));
                }
            });
        } catch (RuntimeException refused) {
            Reply.refuse(request, Problems.of(refused));
        }
    }

    private void answer(HttpServerRequest request, Operation operation, String path, Endpoint endpoint) {
        Bodies.read(request, operation.mostBody())
                .map(body -> new Incoming(
                        operation.match(path).orElse(""),
                        query(request.uri()),
                        request.headers(),
                        body,
                        from.apply(request)))
                .compose(whole -> operation.blocks()
                        ? workers.executeBlocking(() -> endpoint.answer(whole), false)
                        : Future.succeededFuture(endpoint.answer(whole)))
                .onSuccess(answer -> send(request, answer))
                .onFailure(failure -> Reply.refuse(request, Problems.of(failure)));
    }

    private static void send(HttpServerRequest request, Answer answer) {
        if (!request.response().closed()) {
            Future<Void> unused = answer.send(request.response());
        }
    }

    private Operation operation(String method, String path) {
        List<Operation> here =
                all.stream().filter(each -> each.match(path).isPresent()).toList();
        if (here.isEmpty()) {
            throw new Refused(404, "not-found", "Not found", nothingAt(path));
        }
        return here.stream()
                .filter(each -> each.method().equals(method))
                .findFirst()
                .orElseThrow(() ->
                        Refused.method(here.stream().map(Operation::method).collect(Collectors.joining(", "))));
    }

    /** Whoever asks for the beginning of a name is told the name; the description is the public listener's alone. */
    private String nothingAt(String path) {
        String below = path.endsWith("/") ? path : path + "/";
        String near = all.stream()
                .map(Operation::path)
                .filter(each -> below.length() > 1 && each.startsWith(below) && each.indexOf('{') < 0)
                .distinct()
                .collect(Collectors.joining(", "));
        if (!near.isEmpty()) {
            return "There is nothing here. Did you mean one of these: " + near + "?";
        }
        return "There is nothing here."
                + (all.stream().anyMatch(each -> each.path().equals(DESCRIPTION))
                        ? " " + DESCRIPTION + " says what there is."
                        : "");
    }

    private static String path(HttpServerRequest request) {
        String target = request.uri();
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    private static String query(String target) {
        int question = target.indexOf('?');
        return question < 0 ? "" : target.substring(question + 1);
    }
}
