package dev.tributary.spring;

import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns of servers to which client secrets and tokens would cross a network in clear. */
final class ClearText {

    private static final Logger LOG = LoggerFactory.getLogger(ClearText.class);

    private ClearText() {}

    /** Takes where the address comes from, in the words of whoever may change it. */
    static void warn(String source, URI address) {
        if ("http".equals(address.getScheme()) && !PublicUrl.isHere(address)) {
            LOG.warn(
                    "{} is http on another machine, {}: client secret and tokens cross the network in clear. Have that server served"
                            + " by https, and set this to its https address.",
                    source,
                    address);
        }
    }
}
