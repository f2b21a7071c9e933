package dev.tributary.gateway.connect;

import dev.tributary.gateway.http.Answer;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
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

    private final PebbleEngine templates = new PebbleEngine.Builder()
            .loader(loader())
            .autoEscaping(true)
            .strictVariables(true)
            .build();

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
        try {
            StringWriter html = new StringWriter();
            templates.getTemplate(template).evaluate(html, model);
            return Answer.of(status, "text/html; charset=utf-8", Buffer.buffer(html.toString()))
                    .with("Content-Security-Policy", POLICY + formAction);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClasspathLoader loader() {
        ClasspathLoader loader = new ClasspathLoader(Pages.class.getClassLoader());
        loader.setPrefix("dev/tributary/gateway/connect");
        loader.setSuffix(".peb");
        return loader;
    }
}
