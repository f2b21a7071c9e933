package dev.tributary.gateway.http;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** Templates that lie beside a class, and escape whatever they are given. Thread-safe. */
public final class Templates {

    private final PebbleEngine engine;

    /** Takes the class beside which they lie. */
    public Templates(Class<?> neighbour) {
        ClasspathLoader loader = new ClasspathLoader(neighbour.getClassLoader());
        loader.setPrefix(neighbour.getPackageName().replace('.', '/'));
        loader.setSuffix(".peb");
        this.engine = new PebbleEngine.Builder()
                .loader(loader)
                .autoEscaping(true)
                .strictVariables(true)
                .build();
    }

    /** Returns a template with its blanks filled in. */
    public String fill(String template, Map<String, Object> model) {
        try {
            StringWriter text = new StringWriter();
            engine.getTemplate(template).evaluate(text, model);
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
