package dev.tributary.gateway.config;

import dev.tributary.gateway.config.GatewayConfig.Listen;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How an address to listen on, or to go through, is written: {@code host:port}, or a port alone for this machine only. */
final class ListenForm {

    private static final Pattern FORM = Pattern.compile("(?:(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9.-]+):)?([0-9]{1,5})");
    private static final int LAST_PORT = 65_535;

    private ListenForm() {}

    static Listen read(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > LAST_PORT) {
            throw new IllegalArgumentException("Write host:port, such as 127.0.0.1:8081.");
        }
        String host = matcher.group(1) == null ? "localhost" : matcher.group(1).replaceAll("[\\[\\]]", "");
        return new Listen(host, Integer.parseInt(matcher.group(2)));
    }
}
