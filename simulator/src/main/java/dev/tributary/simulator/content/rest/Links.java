package dev.tributary.simulator.content.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.simulator.content.Content;
import dev.tributary.simulator.content.ContentType;
import dev.tributary.simulator.environment.Environment;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where things are: absolute for {@code self}, without the context path for everything else. */
record Links(Environment environment, Dialect dialect) {
    static final String API = "/rest/api";

    String base() {
        return environment.baseUrl().toString();
    }

    /** The absolute address of a path of the REST surface. */
    String self(String path) {
        return base() + API + path;
    }

    /** The links that stand once in an answer: those of the server itself. */
    Map<String, Object> root() {
        Map<String, Object> links = new LinkedHashMap<>();
        links.put("base", base());
        links.put("context", environment.baseUrl().getPath());
        return links;
    }

    static String content(Content content) {
        return API + "/content/" + content.id();
    }

    static String space(String key) {
        return API + "/space/" + encode(key);
    }

    /** The page a person would open. */
    String web(Content content) {
        return dialect.web(content);
    }

    static String download(Content attachment) {
        return "/download/attachments/" + attachment.parentId() + "/"
                + encode(attachment.title()).replace("+", "%20")
                + "?version=" + attachment.current().number() + "&modificationDate="
                + attachment.current().when().toEpochMilli() + "&api=v2";
    }

    /** The short link: the id's bytes, lowest first, in Base64. */
    static String tiny(Content content) {
        long number = Long.parseLong(
                content.type() == ContentType.ATTACHMENT ? content.id().substring(3) : content.id());
        byte[] bytes = ByteBuffer.allocate(Long.BYTES)
                .putLong(Long.reverseBytes(number))
                .array();
        return "/x/"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).replaceAll("A+$", "");
    }

    static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
