package dev.tributary.evidence.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A value that may be found nowhere.
 *
 * @param kind what it is, such as {@code refresh_token}
 * @param value the value
 */
public record KnownSecret(String kind, String value) {

    private static final int SHOWN = 4;

    /** Reads the file that a simulator has written: in each line the kind, a space and the value, percent-encoded. */
    public static List<KnownSecret> in(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(KnownSecret::parse).toList();
    }

    private static KnownSecret parse(String line) {
        int space = line.indexOf(' ');
        return new KnownSecret(line.substring(0, space), URLDecoder.decode(line.substring(space + 1), UTF_8));
    }

    /** Says of which kind it is and how it begins, for whoever looks for the place that let it out. */
    @Override
    public String toString() {
        return kind + " " + value.substring(0, Math.min(SHOWN, value.length() / 2)) + "…";
    }
}
