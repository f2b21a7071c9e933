package dev.tributary.simulator.control;

import dev.tributary.simulator.http.Delivery;
import dev.tributary.simulator.http.Filter;
import dev.tributary.simulator.http.Handler;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** Records the last {@value #CAPACITY} requests in the order in which they were answered. Thread-safe. */
public final class RequestJournal implements Filter {

    private static final int CAPACITY = 10_000;
    private static final int MAX_BODY = 64 * 1024;

    private final Deque<RecordedRequest> requests = new ArrayDeque<>();

    /** Returns what was recorded, oldest first. */
    public synchronized List<RecordedRequest> all() {
        return List.copyOf(requests);
    }

    /** Returns what was recorded of that method under that path or below it, oldest first. */
    public List<RecordedRequest> of(String method, String pathPrefix) {
        return matching(
                request -> request.method().equals(method) && request.path().startsWith(pathPrefix));
    }

    /** Returns what was recorded and fits, oldest first. */
    public List<RecordedRequest> matching(Predicate<RecordedRequest> wanted) {
        return all().stream().filter(wanted).toList();
    }

    /** Forgets everything. */
    public synchronized void clear() {
        requests.clear();
    }

    @Override
    public Response apply(Request request, Handler next) {
        Response response = next.handle(request);
        record(request, response);
        return response;
    }

    private synchronized void record(Request request, Response response) {
        if (requests.size() == CAPACITY) {
            requests.removeFirst();
        }
        requests.addLast(new RecordedRequest(
                request.receivedAt(),
                request.method(),
                request.path(),
                request.rawQuery(),
                request.headers().asMap(),
                request.text(MAX_BODY),
                response.delivery() == Delivery.DROPPED ? 0 : response.status(),
                response.servedAs()));
    }
}
