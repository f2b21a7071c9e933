package dev.tributary.spring.client;

import dev.tributary.Tributary;
import dev.tributary.confluence.ConfluenceRequest;
import dev.tributary.http.Body;
import dev.tributary.http.HttpAnswer;
import dev.tributary.model.Connection;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * One call of Spring's, made by the engine.
 *
 * @param method how
 * @param uri where to: a path of the site, or an address below the site's
 * @param headers what its caller says; how the message is framed is not theirs to say
 * @param body what is sent
 */
record Exchange(HttpMethod method, URI uri, HttpHeaders headers, Body body) {

    /** Set by Spring for a message of its own, which the engine frames anew. */
    private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding", "host", "accept-encoding");

    /** Sends it as that connection's user, and returns what that user was given. Blocks. */
    HttpAnswer as(Connection connection, Tributary tributary) {
        return tributary
                .confluence(connection)
                .call(new ConfluenceRequest(method.name(), target(connection), fields(), body));
    }

    private String target(Connection connection) {
        String address = uri.toString();
        if (!uri.isAbsolute()) {
            return address;
        }
        String site = connection.origin().toString();
        if (!address.startsWith(site + "/")) {
            throw new IllegalArgumentException(
                    "Calls for site '%s' go to %s only. Give a path there, such as /rest/api/space."
                            .formatted(connection.site(), site));
        }
        return address.substring(site.length());
    }

    private Map<String, String> fields() {
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> fields.put(name, String.join(", ", values)));
        FRAMING.forEach(fields::remove);
        return fields;
    }

    /** Returns the fields of an answer, without how its body was packed: it is unpacked. */
    static HttpHeaders headers(HttpAnswer answer) {
        HttpHeaders headers = new HttpHeaders();
        answer.headers().forEach(headers::addAll);
        headers.remove(HttpHeaders.CONTENT_ENCODING);
        headers.remove(HttpHeaders.TRANSFER_ENCODING);
        headers.setContentLength(answer.body().length());
        return headers;
    }
}
