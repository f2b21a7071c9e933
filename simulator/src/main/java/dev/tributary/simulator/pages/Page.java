package dev.tributary.simulator.pages;

import dev.tributary.simulator.environment.Environment;
import dev.tributary.simulator.environment.User;
import dev.tributary.simulator.http.Response;
import org.jspecify.annotations.Nullable;

/** The frame around every page, and the headers that protect it. */
public final class Page {

    private static final String LAYOUT = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>%1$s - Confluence (simulator)</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="%2$s/s/confluence.css">
            </head>
            <body>
            <header><a href="%2$s/"><span class="mark" aria-hidden="true"></span>Confluence <small>(simulator)</small></a>%3$s</header>
            <main>
            <h1>%1$s</h1>
            %4$s
            </main>
            <footer>This is a simulator for development and tests, not Atlassian Confluence. Never enter a real password.</footer>
            </body>
            </html>
            """;

    private final Environment environment;

    /** Makes the frame. */
    public Page(Environment environment) {
        this.environment = environment;
    }

    /**
     * Returns the page.
     *
     * @param title plain text
     * @param user who is logged in, or null
     * @param content HTML
     */
    public Response show(int status, String title, @Nullable User user, String content) {
        String context = environment.contextPath();
        String page = LAYOUT.formatted(escape(title), context, userNote(user), content);
        return Response.html(status, page)
                .with("Cache-Control", "no-store")
                .with(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; img-src data:; "
                                + "base-uri 'none'; frame-ancestors 'none'")
                .with("X-Frame-Options", "DENY")
                .with("Referrer-Policy", "no-referrer")
                .with("X-Content-Type-Options", "nosniff");
    }

    /** Returns the text for use in HTML, in quoted attributes too. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String userNote(@Nullable User user) {
        return user == null ? "" : "<span class=\"who\">" + escape(user.displayName()) + "</span>";
    }
}
