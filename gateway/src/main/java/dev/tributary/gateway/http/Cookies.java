package dev.tributary.gateway.http;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the cookies that a browser shows. Pure functions. */
public final class Cookies {

    /** Some clients put the value into quotes, which belong to no value (RFC 6265 section 4.1.1). */
    private static final Pattern QUOTED = Pattern.compile("\"(.*)\"");

    private Cookies() {}

    /** Returns the value of a cookie; nothing where the browser shows none or several of that name. */
    public static Optional<String> only(MultiMap headers, String name) {
        List<String> values = new ArrayList<>();
        for (String field : headers.getAll("Cookie")) {
            for (String pair : field.split(";", -1)) {
                String cookie = pair.strip();
                if (cookie.startsWith(name + "=")) {
                    values.add(
                            QUOTED.matcher(cookie.substring(name.length() + 1)).replaceFirst("$1"));
                }
            }
        }
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }
}
