package dev.tributary.cli.demo;

import dev.tributary.simulator.browser.Exchange;
import dev.tributary.simulator.control.RecordedRequest;
import dev.tributary.simulator.control.RequestJournal;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;

/**
 * Prints the journey's exchanges a line each: the application's and the browser's as they happen, the gateway's from the journal
 * of the simulator, an independent witness.
 */
final class ExchangePrinter {

    private final PrintWriter out;
    private final RequestJournal journal;
    private final URI confluence;
    private int printed;

    ExchangePrinter(PrintWriter out, RequestJournal journal, URI confluence) {
        this.out = out;
        this.journal = journal;
        this.confluence = confluence;
    }

    void step(String name) {
        out.println();
        out.println("== " + name);
        out.flush();
    }

    void say(String text) {
        out.println("   " + text);
        out.flush();
    }

    void application(HttpRequest request, int status) {
        line("app", "gateway", request.method() + " " + Redaction.of(request.uri()), status);
    }

    void browser(Exchange exchange) {
        boolean toConfluence = exchange.uri().getAuthority().equals(confluence.getAuthority());
        String form = exchange.form().isEmpty()
                ? ""
                : "  " + Redaction.ofBody("application/x-www-form-urlencoded", exchange.form());
        line(
                "browser",
                toConfluence ? "Confluence" : "gateway",
                exchange.method() + " " + Redaction.of(exchange.uri()) + form,
                exchange.status());
    }

    /** Prints what the gateway has sent to Confluence since the last time. */
    void gateway() {
        List<RecordedRequest> all = journal.all();
        all.subList(Math.min(printed, all.size()), all.size()).stream()
                .filter(ExchangePrinter::isFromTheGateway)
                .forEach(this::gateway);
        printed = all.size();
    }

    private void gateway(RecordedRequest request) {
        String query = request.query().isEmpty() ? "" : "?" + request.query();
        String form = Redaction.ofBody(header(request, "Content-Type"), request.body());
        line(
                "gateway",
                "Confluence",
                request.method() + " " + Redaction.of(URI.create(request.path() + query))
                        + (form.isEmpty() ? "" : "  " + form) + (isForNobody(request) ? "  (as nobody)" : "")
                        + (request.status() == 0 ? "  (its answer is lost)" : ""),
                request.status());
    }

    /** Confluence serves a dead token as if none had been sent. */
    private static boolean isForNobody(RecordedRequest request) {
        return request.path().startsWith("/rest/api/") && request.user().equals("anonymous");
    }

    private void line(String from, String to, String what, int status) {
        out.printf("   %-7s -> %-10s  %3d  %s%n", from, to, status, what);
        out.flush();
    }

    private static boolean isFromTheGateway(RecordedRequest request) {
        return !header(request, "User-Agent").startsWith("Mozilla");
    }

    private static String header(RecordedRequest request, String name) {
        return request.headers().getOrDefault(name, List.of("")).get(0);
    }
}
