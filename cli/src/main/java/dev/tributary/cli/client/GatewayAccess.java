package dev.tributary.cli.client;

import java.net.URI;

/**
 * What an application needs to know of the gateway.
 *
 * @param gateway its public URL
 * @param appKey the application's key
 * @param site the id of the site that the application works with
 */
public record GatewayAccess(URI gateway, String appKey, String site) {

    /** Leaves the key out. */
    @Override
    public String toString() {
        return "GatewayAccess[gateway=" + gateway + ", site=" + site + "]";
    }
}
