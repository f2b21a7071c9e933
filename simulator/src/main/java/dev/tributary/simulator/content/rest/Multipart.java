package dev.tributary.simulator.content.rest;

import dev.tributary.simulator.content.FileData;
import dev.tributary.simulator.content.RefusedException;
import dev.tributary.simulator.http.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.fileupload.FileItemIterator;
import org.apache.commons.fileupload.FileItemStream;
import org.apache.commons.fileupload.FileUpload;
import org.apache.commons.fileupload.FileUploadException;
import org.apache.commons.fileupload.UploadContext;
import org.jspecify.annotations.Nullable;

/** Reads {@code multipart/form-data}. */
final class Multipart {
    private Multipart() {}

    /**
     * One part.
     *
     * @param fileName null when the part has none
     */
    record Part(String name, @Nullable String fileName, FileData data) {}

    static List<Part> parts(Request request) {
        if (!request.contentType().equals("multipart/form-data")) {
            throw RefusedException.invalid("Attachments are sent as multipart/form-data, not " + request.contentType());
        }
        try {
            List<Part> parts = new ArrayList<>();
            FileItemIterator items = new FileUpload().getItemIterator(new Body(request));
            while (items.hasNext()) {
                parts.add(part(items.next()));
            }
            return parts;
        } catch (FileUploadException | IOException e) {
            throw RefusedException.invalid("The multipart body cannot be read: " + e.getMessage());
        }
    }

    private static Part part(FileItemStream item) throws IOException {
        try (InputStream in = item.openStream()) {
            String type = Optional.ofNullable(item.getContentType()).orElse("application/octet-stream");
            return new Part(item.getFieldName(), item.getName(), new FileData(type, "", in.readAllBytes()));
        }
    }

    private record Body(Request request) implements UploadContext {
        @Override
        public String getCharacterEncoding() {
            return "UTF-8";
        }

        @Override
        public String getContentType() {
            return request.header("Content-Type").orElse("");
        }

        @Override
        public long contentLength() {
            return request.body().length;
        }

        @Override
        @Deprecated
        public int getContentLength() {
            return request.body().length;
        }

        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream(request.body());
        }
    }
}
