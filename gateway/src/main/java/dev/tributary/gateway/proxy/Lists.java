package dev.tributary.gateway.proxy;

import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which calls may be answered by a list, whose links have to lead back here. Pure functions. */
final class Lists {

    private static final List<String> SURFACES = List.of("/rest/api/", "/wiki/rest/api/", "/wiki/api/v2/");
    private static final Set<String> PLAIN = Set.of("", "identity");

    private Lists() {}

    /** Says so of a call, from its method and its target; files are no lists, even if they are JSON. */
    static boolean mayAnswer(HttpMethod method, String target) {
        if (!Methods.isSafe(method) || !isBelow(target)) {
            return false;
        }
        int query = target.indexOf('?');
        return !(query < 0 ? target : target.substring(0, query)).endsWith("/download");
    }

    private static boolean isBelow(String target) {
        for (String surface : SURFACES) {
            if (target.startsWith(surface)) {
                return true;
            }
        }
        return false;
    }

    /** Says so of an answer to such a call. */
    static boolean mayBe(HttpClientResponse answer) {
        String written = answer.getHeader(HttpHeaders.CONTENT_TYPE);
        if ("application/json".equals(written)) {
            return answer.statusCode() == 200;
        }
        String type =
                Optional.ofNullable(written).orElse("").toLowerCase(Locale.ROOT).replace(" ", "");
        boolean otherCharset =
                type.contains("charset=") && !type.contains("charset=utf-8") && !type.contains("charset=\"utf-8\"");
        return answer.statusCode() == 200 && type.split(";", 2)[0].endsWith("json") && !otherCharset;
    }

    /** Says whether its bytes can be read as they come. */
    static boolean isPlain(HttpClientResponse answer) {
        return !answer.headers().contains(HttpHeaders.CONTENT_ENCODING)
                || answer.headers().getAll(HttpHeaders.CONTENT_ENCODING).stream()
                        .allMatch(coding -> PLAIN.contains(coding.strip().toLowerCase(Locale.ROOT)));
    }
}
