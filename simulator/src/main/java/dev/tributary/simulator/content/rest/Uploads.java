package dev.tributary.simulator.content.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.simulator.content.FileData;
import dev.tributary.simulator.content.RefusedException;
import dev.tributary.simulator.content.Upload;
import dev.tributary.simulator.http.Request;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the files of an upload: parts named {@code file}, each with the {@code comment} of the same rank. */
final class Uploads {
    private Uploads() {}

    static List<Upload> of(Request request) {
        List<Multipart.Part> parts = Multipart.parts(request);
        List<String> comments = texts(parts, "comment");
        boolean minor = texts(parts, "minorEdit").contains("true");
        List<Upload> uploads = new ArrayList<>();
        for (Multipart.Part part : named(parts, "file")) {
            String comment = uploads.size() < comments.size() ? comments.get(uploads.size()) : "";
            String name = Optional.ofNullable(part.fileName())
                    .filter(text -> !text.isBlank())
                    .orElse("file");
            uploads.add(new Upload(
                    lastSegment(name),
                    new FileData(mediaType(name, part), comment, part.data().bytes()),
                    minor));
        }
        if (uploads.isEmpty()) {
            throw RefusedException.invalid("At least one part named 'file' is required");
        }
        return uploads;
    }

    private static List<Multipart.Part> named(List<Multipart.Part> parts, String name) {
        return parts.stream().filter(part -> part.name().equals(name)).toList();
    }

    private static List<String> texts(List<Multipart.Part> parts, String name) {
        return named(parts, name).stream()
                .map(part -> new String(part.data().bytes(), UTF_8))
                .toList();
    }

    private static String lastSegment(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }

    private static String mediaType(String name, Multipart.Part part) {
        String stated = part.data().mediaType();
        String guessed = URLConnection.guessContentTypeFromName(name);
        return stated.equals("application/octet-stream") && guessed != null ? guessed : stated;
    }
}
