package dev.tributary.confluence;

import dev.tributary.http.Payload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A file as the form that Confluence takes attachments in (RFC 7578), written while it is sent. */
final class Multipart implements Payload {

    private final byte[] before;
    private final Payload content;
    private final byte[] after;

    private Multipart(String boundary, Upload upload) {
        this.before = utf8(
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
                        .formatted(boundary, quoted(upload.fileName()), upload.contentType()));
        this.content = upload.content();
        this.after = utf8("\r\n--" + boundary + "--\r\n");
    }

    static ConfluenceRequest request(String target, Upload upload) {
        String boundary = "tributary-" + UUID.randomUUID();
        return new ConfluenceRequest(
                "POST",
                target,
                Map.of("Content-Type", "multipart/form-data; boundary=" + boundary, "X-Atlassian-Token", "no-check"),
                new Multipart(boundary, upload));
    }

    /** Returns where the bytes of an attachment are replaced, below its page. */
    static String dataOf(Content attachment) {
        return "/child/attachment/" + PercentCode.encode(attachment.id()) + "/data";
    }

    @Override
    public long length() {
        return content.length() < 0 ? -1 : before.length + content.length() + after.length;
    }

    @Override
    public boolean isRepeatable() {
        return content.isRepeatable();
    }

    @Override
    public InputStream open() throws IOException {
        return new SequenceInputStream(Collections.enumeration(
                List.of(new ByteArrayInputStream(before), content.open(), new ByteArrayInputStream(after))));
    }

    /** As browsers do; control characters cannot occur in a name. */
    private static String quoted(String fileName) {
        return fileName.replace("\"", "%22");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
