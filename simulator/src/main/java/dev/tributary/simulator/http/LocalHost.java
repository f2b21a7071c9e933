package dev.tributary.simulator.http;

import java.util.regex.Pattern;

/**
 * Lets only requests pass that call this machine by its own name: a web page that rebinds its name to loopback still sends that name.
 */
public final class LocalHost implements Filter {

    private static final Pattern NAMES = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?");

    @Override
    public Response apply(Request request, Handler next) {
        return isCalled(request)
                ? next.handle(request)
                : Response.text(421, "This simulator answers to localhost only.");
    }

    /** Tells whether the request calls this machine localhost, 127.0.0.1 or [::1]. */
    public static boolean isCalled(Request request) {
        return NAMES.matcher(request.header("Host").orElse("")).matches();
    }
}
