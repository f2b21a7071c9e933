package dev.tributary.cli.person;

import dev.tributary.http.HttpAnswer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Prints what Confluence answers. For one command and one thread. */
public final class Answers {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final OutputStream bytes;
    private final PrintWriter out;
    private final Output form;
    private final List<String> columns;
    private final ObjectWriter writer;
    private boolean begun;

    /**
     * Takes where it prints.
     *
     * @param bytes where to, in UTF-8; not closed
     * @param form how
     * @param columns the columns of a table; empty for the usual ones
     * @param forPeople whether JSON is laid out
     */
    public Answers(OutputStream bytes, Output form, List<String> columns, boolean forPeople) {
        this.bytes = bytes;
        this.out = new PrintWriter(new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8)));
        this.form = form;
        this.columns = List.copyOf(columns);
        this.writer = forPeople ? JSON.writerWithDefaultPrettyPrinter() : JSON.writer();
    }

    /**
     * Prints a whole answer.
     *
     * <p>Throws {@link IOException} when it is no JSON and JSON was to be printed, or nobody reads any more.
     */
    public void print(HttpAnswer answer) throws IOException {
        if (form == Output.RAW) {
            bytes.write(answer.body().bytes());
            bytes.flush();
            return;
        }
        if (answer.body().length() > 0) {
            JsonNode json = parsed(answer);
            if (form == Output.TABLE) {
                new Table(columns).print(entries(json), out);
            } else {
                out.println(written(json));
            }
        }
        flush();
    }

    /** Prints entries of a list that has more pages. */
    void add(List<JsonNode> entries, List<JsonNode> held) throws IOException {
        if (form == Output.TABLE) {
            held.addAll(entries);
            return;
        }
        for (JsonNode entry : entries) {
            out.print(begun ? ",\n" : "[\n");
            begun = true;
            out.print(written(entry));
        }
        flush();
    }

    /** Ends a list. */
    void end(List<JsonNode> held) throws IOException {
        if (form == Output.TABLE) {
            new Table(columns).print(held, out);
        } else {
            out.println(begun ? "\n]" : "[]");
        }
        flush();
    }

    JsonNode parsed(HttpAnswer answer) throws IOException {
        try {
            return JSON.readTree(answer.body().bytes());
        } catch (JacksonException e) {
            throw new IOException("HTTP %d was answered with %s, not with JSON. See it with --output raw."
                    .formatted(
                            answer.status(),
                            Printable.line(answer.header("Content-Type").orElse("something"))));
        }
    }

    static List<JsonNode> entries(JsonNode json) {
        JsonNode list = json.path("results").isArray() ? json.path("results") : json;
        return list.isArray() ? new ArrayList<>(list.valueStream().toList()) : new ArrayList<>(List.of(list));
    }

    private String written(JsonNode json) {
        return Printable.json(writer.writeValueAsString(json));
    }

    private void flush() throws IOException {
        if (out.checkError()) {
            throw new IOException("Nobody reads what is printed.");
        }
    }
}
