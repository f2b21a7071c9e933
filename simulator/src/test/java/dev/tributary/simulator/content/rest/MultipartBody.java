package dev.tributary.simulator.content.rest;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

/** A multipart body in the making. */
final class MultipartBody {
    static final String CONTENT_TYPE = "multipart/form-data; boundary=river";

    private final StringBuilder text = new StringBuilder();

    MultipartBody file(String name, String content) {
        return part("name=\"file\"; filename=\"" + name + "\"\r\nContent-Type: text/plain", content);
    }

    MultipartBody nameless(String content) {
        return part("name=\"file\"", content);
    }

    MultipartBody field(String name, String value) {
        return part("name=\"" + name + "\"", value);
    }

    BodyPublisher whole() {
        return BodyPublishers.ofString(text + "--river--\r\n");
    }

    /** Without Content-Length. */
    BodyPublisher chunked() {
        byte[] bytes = (text + "--river--\r\n").getBytes(StandardCharsets.UTF_8);
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
    }

    private MultipartBody part(String disposition, String content) {
        text.append("--river\r\nContent-Disposition: form-data; ").append(disposition);
        text.append("\r\n\r\n").append(content).append("\r\n");
        return this;
    }
}
