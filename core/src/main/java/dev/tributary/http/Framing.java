package dev.tributary.http;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.regex.Pattern;

/** Whether an answer says in one way only where it ends (RFC 9112 section 6.3); else the next answer could begin elsewhere. */
final class Framing {

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    private Framing() {}

    static boolean isClear(HttpHeaders headers) {
        List<String> lengths = headers.allValues("Content-Length");
        List<String> codings = headers.allValues("Transfer-Encoding");
        if (codings.isEmpty()) {
            return lengths.size() <= 1
                    && lengths.stream()
                            .allMatch(length -> LENGTH.matcher(length).matches());
        }
        return lengths.isEmpty() && codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked");
    }
}
