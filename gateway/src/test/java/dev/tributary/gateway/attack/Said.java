package dev.tributary.gateway.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An answer of the gateway, to whomever.
 *
 * @param target what was asked for
 * @param status the status
 * @param headers the header fields
 * @param body the body
 */
record Said(String target, int status, HttpHeaders headers, String body) {

    /** Reads the first answer of a socket; none where it was closed without one. */
    static Stream<Said> read(String request, String bytes) {
        if (!bytes.startsWith("HTTP/1.1 ") || !bytes.contains("\r\n\r\n")) {
            return Stream.empty();
        }
        int end = bytes.indexOf("\r\n\r\n");
        Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        bytes.substring(0, end).lines().skip(1).forEach(line -> {
            int colon = line.indexOf(':');
            fields.put(
                    line.substring(0, colon), List.of(line.substring(colon + 1).strip()));
        });
        String target = (request.split("\r\n", 2)[0] + "  ").split(" ", 3)[1];
        return Stream.of(new Said(
                target,
                Integer.parseInt(bytes.substring(9, 12)),
                HttpHeaders.of(fields, (name, value) -> true),
                bytes.substring(end + 4)));
    }

    /** Checks that an error is a problem document, and a page one that nobody can frame, keep, misread or trace. */
    void assertInForm() {
        if (status >= 400 && !isConfluences() && (target.startsWith("/v1") || target.startsWith("/sites"))) {
            assertThat(header("Content-Type")).as(target).startsWith("application/problem+json");
            assertThat(body).as(target).contains("\"type\":\"https://");
        }
        if (target.startsWith("/connect/") || target.startsWith("/callback/") || isPage()) {
            assertThat(header("Referrer-Policy")).as(target).isEqualTo("no-referrer");
            assertThat(header("Cache-Control")).as(target).contains("no-store");
        }
        if (isPage()) {
            assertThat(header("Content-Security-Policy")).as(target).contains("frame-ancestors 'none'");
            assertThat(header("X-Content-Type-Options")).as(target).isEqualTo("nosniff");
        }
    }

    /** Says whether it was passed on, which is the only case in which a browser is told to lock it up. */
    private boolean isConfluences() {
        return header("Content-Security-Policy").equals("sandbox");
    }

    private boolean isPage() {
        return header("Content-Type").startsWith("text/html");
    }

    private String header(String name) {
        return headers.firstValue(name).orElse("");
    }
}
