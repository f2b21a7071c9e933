package dev.tributary.gateway.http;

import static io.netty.handler.codec.http.HttpHeaderNames.AUTHORIZATION;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;
import static io.netty.handler.codec.http.HttpHeaderNames.EXPECT;
import static io.netty.handler.codec.http.HttpHeaderNames.HOST;
import static io.netty.handler.codec.http.HttpHeaderNames.TRANSFER_ENCODING;
import static io.netty.handler.codec.http.HttpHeaderNames.UPGRADE;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What Netty's decoder lets through and the gateway does not: each rule is about a head that somebody else on the way could
 * read differently. Pure functions.
 */
final class HeadRules {

    /** Where readers disagree whether the first or the last one counts. */
    private static final List<CharSequence> SINGLE = List.of(AUTHORIZATION, CONTENT_TYPE);

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Set<String> REFUSED_METHODS = Set.of("TRACE", "CONNECT");
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");

    private HeadRules() {}

    static Optional<BadMessage> fault(HttpRequest head, int mostFields) {
        return version(head.protocolVersion())
                .or(() -> method(head.method().name()))
                .or(() -> TargetGrammar.fault(head.uri()).map(fault -> new BadMessage(400, fault)))
                .or(() -> fields(head.headers(), mostFields));
    }

    private static Optional<BadMessage> version(HttpVersion version) {
        return version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0)
                ? Optional.empty()
                : refused(400, "The gateway speaks HTTP/1.1 only.");
    }

    private static Optional<BadMessage> method(String method) {
        if (METHODS.contains(method)) {
            return Optional.empty();
        }
        return REFUSED_METHODS.contains(method)
                ? refused(405, "The method " + method + " is not allowed.")
                : refused(501, "The method is unknown. It must be one of GET, HEAD, POST, PUT, PATCH, DELETE.");
    }

    private static Optional<BadMessage> fields(HttpHeaders headers, int mostFields) {
        if (count(headers) > mostFields) {
            return refused(431, "There are more than " + mostFields + " header fields.");
        }
        if (count(headers, HOST) != 1 || !isAuthority(headers.get(HOST))) {
            return refused(400, "There must be exactly one Host field, and it must be a host with an optional port.");
        }
        for (CharSequence single : SINGLE) {
            if (count(headers, single) > 1) {
                return refused(400, "There must be at most one " + single + " field.");
            }
        }
        return framing(headers);
    }

    private static int count(HttpHeaders headers) {
        int count = 0;
        // The size that the headers themselves give is that of their distinct names.
        for (var field = headers.iteratorCharSequence(); field.hasNext(); field.next()) {
            count++;
        }
        return count;
    }

    private static int count(HttpHeaders headers, CharSequence name) {
        if (!headers.contains(name)) {
            return 0;
        }
        int count = 0;
        for (var value = headers.valueCharSequenceIterator(name); value.hasNext(); value.next()) {
            count++;
        }
        return count;
    }

    private static boolean isAuthority(String host) {
        return isPlain(host) || AUTHORITY.matcher(host).matches();
    }

    /** Says so of a usual name, perhaps with a port, for which the pattern need not be asked. */
    private static boolean isPlain(String host) {
        int colon = host.indexOf(':');
        int end = colon < 0 ? host.length() : colon;
        for (int i = 0; i < end; i++) {
            char c = host.charAt(i);
            if (!((c >= 'a' && c <= 'z') || isDigit(c) || c == '.' || c == '-')) {
                return false;
            }
        }
        return end > 0 && end <= 253 && (colon < 0 || isPort(host, colon + 1));
    }

    private static boolean isPort(String host, int from) {
        for (int i = from; i < host.length(); i++) {
            if (!isDigit(host.charAt(i))) {
                return false;
            }
        }
        return from < host.length() && host.length() - from <= 5;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean hasOther(HttpHeaders headers, CharSequence name, String understood) {
        if (!headers.contains(name)) {
            return false;
        }
        for (var value = headers.valueCharSequenceIterator(name); value.hasNext(); ) {
            if (!understood.equalsIgnoreCase(value.next().toString())) {
                return true;
            }
        }
        return false;
    }

    private static Optional<BadMessage> framing(HttpHeaders headers) {
        int codings = count(headers, TRANSFER_ENCODING);
        if (codings > 1 || (codings == 1 && !"chunked".equalsIgnoreCase(headers.get(TRANSFER_ENCODING)))) {
            return refused(400, "The only transfer coding understood is a single 'chunked'.");
        }
        // Java's own client offers h2c on every first request; not answering the offer is allowed (RFC 9110, 7.8).
        if (hasOther(headers, UPGRADE, "h2c")) {
            return refused(400, "The gateway speaks HTTP/1.1 only and does not upgrade a connection.");
        }
        if (hasOther(headers, EXPECT, "100-continue")) {
            return refused(417, "The only expectation understood is 100-continue.");
        }
        return Optional.empty();
    }

    private static Optional<BadMessage> refused(int status, String detail) {
        return Optional.of(new BadMessage(status, detail));
    }
}
