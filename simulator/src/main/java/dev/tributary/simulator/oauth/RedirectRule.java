package dev.tributary.simulator.oauth;

import dev.tributary.simulator.environment.Switch;
import dev.tributary.simulator.environment.Switches;
import java.net.URI;
import java.util.Locale;

/** Where Confluence sends a user back to: exactly a registered URI, over https but for localhost. */
final class RedirectRule {

    private final Switches switches;

    RedirectRule(Switches switches) {
        this.switches = switches;
    }

    boolean allows(Client client, String redirectUri) {
        return client.redirectUris().contains(redirectUri) && isSafe(redirectUri);
    }

    private boolean isSafe(String redirectUri) {
        URI uri;
        try {
            uri = URI.create(redirectUri);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        if (isInternal(host) && switches.is(Switch.INTERNAL_REDIRECT_HOSTS, "refused")) {
            return false;
        }
        return "https".equals(uri.getScheme())
                || host.equals("localhost")
                || (isLoopback(host) && switches.isOn(Switch.LOOPBACK_ADDRESS_REDIRECT))
                || switches.isOn(Switch.HTTP_REDIRECT);
    }

    private static boolean isLoopback(String host) {
        return host.equals("127.0.0.1") || host.equals("[::1]");
    }

    private static boolean isInternal(String host) {
        return host.endsWith(".corp") || host.endsWith(".internal");
    }
}
