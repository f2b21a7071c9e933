package dev.tributary.confluence;

import dev.tributary.http.Body;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** Writes a file as the form that Confluence takes attachments in (RFC 7578). */
final class Multipart {

    private Multipart() {}

    static ConfluenceRequest request(String target, Upload upload) {
        String boundary = "tributary-" + UUID.randomUUID();
        return new ConfluenceRequest(
                "POST",
                target,
                Map.of("Content-Type", "multipart/form-data; boundary=" + boundary, "X-Atlassian-Token", "no-check"),
                Body.of(form(boundary, upload)));
    }

    private static byte[] form(String boundary, Upload upload) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(utf8(
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
                        .formatted(boundary, quoted(upload.fileName()), upload.contentType())));
        form.writeBytes(upload.content().bytes());
        form.writeBytes(utf8("\r\n--" + boundary + "--\r\n"));
        return form.toByteArray();
    }

    /** As browsers do; control characters cannot occur in a name. */
    private static String quoted(String fileName) {
        return fileName.replace("\"", "%22");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
