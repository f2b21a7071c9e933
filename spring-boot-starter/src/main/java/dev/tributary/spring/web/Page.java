package dev.tributary.spring.web;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerResponse;

/** The few small pages of the starter, without script and without anything from elsewhere. */
final class Page {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    /** Readable on a phone, in the dark too, with buttons and links that a finger hits; the browser's own focus ring stays. */
    private static final String STYLE =
            ":root{color-scheme:light dark;font:1rem/1.5 system-ui,sans-serif}main{margin:2rem auto;max-width:36rem;padding:0 1rem}"
                    + "p{overflow-wrap:anywhere}button{font:inherit;min-height:2.75rem;padding:.4rem 1.2rem}a{display:inline-block;padding:.625rem 0}";

    /** Lets this one style in, and nothing else. */
    private static final String POLICY =
            "default-src 'none'; style-src 'sha256-" + digest(STYLE) + "'; base-uri 'none'; frame-ancestors 'none'";

    private Page() {}

    static ServerResponse of(HttpStatus status, String title, String body) {
        return ServerResponse.status(status)
                .contentType(HTML)
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "same-origin")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", POLICY)
                .body("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\""
                        + " content=\"width=device-width\"><title>" + htmlEscape(title)
                        + "</title><style>" + STYLE + "</style></head><body><main><h1>"
                        + htmlEscape(title) + "</h1>" + body + "</main></body></html>");
    }

    static ServerResponse saying(HttpStatus status, String title, String text) {
        return of(status, title, paragraph(text));
    }

    static String form(String action, Map<String, String> fields, String buttons) {
        StringBuilder form = new StringBuilder("<form method=\"post\" action=\"" + htmlEscape(action) + "\">");
        fields.forEach((name, value) -> form.append("<input type=\"hidden\" name=\"")
                .append(htmlEscape(name))
                .append("\" value=\"")
                .append(htmlEscape(value))
                .append("\">"));
        return form.append(buttons).append("</form>").toString();
    }

    static String paragraph(String text) {
        return "<p>" + htmlEscape(text) + "</p>";
    }

    static String link(String address, String text) {
        return "<p><a href=\"" + htmlEscape(address) + "\">" + htmlEscape(text) + "</a></p>";
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
