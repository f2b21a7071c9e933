package dev.tributary.cli.portal;

import java.net.URI;
import java.util.function.Consumer;

/**
 * What the portal has to know.
 *
 * @param port where it listens, on loopback only
 * @param gateway the gateway's public URL
 * @param appKey the portal's key at the gateway
 * @param site the site's id at the gateway
 * @param confluence the address of Confluence for links that people click
 * @param endToken ends a user's access token at Confluence, behind everybody's back; only a simulator can do that
 */
public record PortalSettings(
        int port, URI gateway, String appKey, String site, URI confluence, Consumer<String> endToken) {

    /** Leaves the key out. */
    @Override
    public String toString() {
        return "PortalSettings[port=" + port + ", gateway=" + gateway + ", site=" + site + "]";
    }
}
