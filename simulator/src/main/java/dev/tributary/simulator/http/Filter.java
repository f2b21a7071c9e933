package dev.tributary.simulator.http;

import java.util.List;

/** Sees each request before its handler and each response after it. */
@FunctionalInterface
public interface Filter {

    /** Returns the answer: that of {@code next}, a changed one, or one of its own. */
    Response apply(Request request, Handler next);

    /** Returns a handler that passes the filters in their order before it comes to the last. Refusals become responses at each step. */
    static Handler chain(List<Filter> filters, Handler last) {
        Handler chain = answeringRefusals(last);
        for (int i = filters.size() - 1; i >= 0; i--) {
            Filter filter = filters.get(i);
            Handler next = chain;
            chain = answeringRefusals(request -> filter.apply(request, next));
        }
        return chain;
    }

    private static Handler answeringRefusals(Handler handler) {
        return request -> {
            try {
                return handler.handle(request);
            } catch (HttpRefusal refusal) {
                return refusal.response();
            }
        };
    }
}
