package dev.tributary.simulator.content.rest;

import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.environment.Switches;
import dev.tributary.simulator.http.Filter;
import dev.tributary.simulator.http.Handler;
import dev.tributary.simulator.http.Request;
import dev.tributary.simulator.http.Response;
import java.util.Locale;

/** Refuses what a web page could make a browser send, unless the header says that it was meant. */
record XsrfGuard(Switches switches) implements Filter {
    private static final String PAGE =
            "<!DOCTYPE html><html lang=\"en\"><head><title>XSRF check failed</title></head><body><h1>XSRF check failed</h1></body></html>";

    @Override
    public Response apply(Request request, Handler next) {
        boolean suspect = request.method().equals("POST") && (fromBrowser(request) || isUpload(request));
        return switches.isOn(Switch.XSRF_CHECK) && suspect && !isMeant(request)
                ? Response.html(403, PAGE)
                : next.handle(request);
    }

    private static boolean fromBrowser(Request request) {
        return request.header("User-Agent").orElse("").startsWith("Mozilla");
    }

    private static boolean isUpload(Request request) {
        return request.contentType().startsWith("multipart/");
    }

    private static boolean isMeant(Request request) {
        String token = request.header("X-Atlassian-Token").orElse("").toLowerCase(Locale.ROOT);
        return token.equals("no-check") || token.equals("nocheck");
    }
}
