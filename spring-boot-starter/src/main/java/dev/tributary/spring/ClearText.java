package dev.tributary.spring;

import java.net.URI;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns of servers to which client secrets and tokens would cross a network in clear. */
final class ClearText {

    private static final Logger LOG = LoggerFactory.getLogger(ClearText.class);

    private ClearText() {}

    /** Names each server once. Takes where the addresses come from, in the words of whoever may change them. */
    static void warn(String source, Stream<URI> addresses) {
        addresses
                .filter(address -> "http".equalsIgnoreCase(address.getScheme()) && !PublicUrl.isHere(address))
                .map(ClearText::server)
                .distinct()
                .forEach(server -> LOG.warn(
                        "{} is http on another machine, {}: client secret and tokens cross the network in clear. Have that server"
                                + " served by https, and set this to its https address.",
                        source,
                        server));
    }

    /** Without a name and a password that it may have in it. */
    private static String server(URI address) {
        String authority = String.valueOf(address.getRawAuthority());
        return address.getScheme() + "://" + authority.substring(authority.lastIndexOf('@') + 1);
    }
}
