package dev.tributary.spring.web;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerResponse;

/** The few small pages of the starter, without script and without anything from elsewhere. */
final class Page {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private Page() {}

    static ServerResponse of(HttpStatus status, String title, String body) {
        return ServerResponse.status(status)
                .contentType(HTML)
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "same-origin")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'")
                .body("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\""
                        + " content=\"width=device-width\"><title>" + htmlEscape(title)
                        + "</title></head><body><main><h1>"
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
}
