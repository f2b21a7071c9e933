package dev.tributary.gateway.connect;

import dev.tributary.gateway.http.Answer;
import dev.tributary.gateway.http.Templates;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Pages for people, from templates that escape whatever they are given. They run no script, and take styles from here only.
 *
 * <p>Thread-safe.
 */
final class Pages {

    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; form-action ";

    private final Templates templates = new Templates(Pages.class);

    /** Returns a page with a form, and where its answer may lead the browser: some browsers hold that against the form. */
    Answer form(String template, Map<String, Object> model, List<URI> leadsTo) {
        String origins = leadsTo.stream()
                .map(uri -> uri.getScheme() + "://" + uri.getRawAuthority())
                .distinct()
                .collect(Collectors.joining(" "));
        return page(200, template, model, "'self' https: " + origins);
    }

    /** Returns a page that says something, and what to do next. */
    Answer message(int status, String title, String text) {
        return page(status, "message", Map.of("title", title, "text", text), "'none'");
    }

    private Answer page(int status, String template, Map<String, Object> model, String formAction) {
        return Answer.of(status, "text/html; charset=utf-8", Buffer.buffer(templates.fill(template, model)))
                .with("Content-Security-Policy", POLICY + formAction);
    }
}
