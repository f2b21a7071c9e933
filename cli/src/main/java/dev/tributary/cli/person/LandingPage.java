package dev.tributary.cli.person;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What the browser shows in the end. Its texts are escaped, as names in Confluence are whatever somebody wrote.
 *
 * @param status the HTTP status
 * @param title what happened, in a few words
 * @param text what happened, and where to go on
 */
public record LandingPage(int status, String title, String text) {

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%1$s</title>
            <style>body{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:15vh auto;padding:0 1rem}
            @media (prefers-color-scheme:dark){body{background:#111;color:#eee}}</style></head>
            <body><main><h1>%1$s</h1><p>%2$s</p></main></body>
            </html>
            """;

    static LandingPage of(int status, String title, String text) {
        return new LandingPage(status, title, text);
    }

    /** Says that it went well. */
    public static LandingPage done(String text) {
        return of(200, "Signed in", text + " You may close this page.");
    }

    /** Says that the terminal has a question. */
    public static LandingPage choose() {
        return of(200, "One question is left", "Your account has several sites: choose one in the terminal.");
    }

    /** Says that it did not go well, and why. */
    public static LandingPage failed(String why) {
        return of(400, "Not signed in", why);
    }

    void send(HttpExchange exchange) throws IOException {
        byte[] page = PAGE.formatted(escaped(title), escaped(text)).getBytes(StandardCharsets.UTF_8);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "text/html; charset=utf-8");
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Connection", "close");
        exchange.sendResponseHeaders(status, page.length);
        exchange.getResponseBody().write(page);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
