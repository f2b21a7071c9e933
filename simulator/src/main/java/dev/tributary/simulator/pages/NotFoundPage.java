package dev.tributary.simulator.pages;

import dev.tributary.simulator.environment.Caller;
import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.http.Handler;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;

/** What a person sees at an address that leads nowhere. */
public final class NotFoundPage implements Handler {

    private final Page page;

    /** Makes the page. */
    public NotFoundPage(Environment environment) {
        this.page = new Page(environment);
    }

    @Override
    public Response handle(Request request) {
        return page.show(404, "Page not found", Caller.of(request).user(), "<p>There is nothing at this address.</p>");
    }
}
