package dev.tributary.cli.portal;

import dev.tributary.cli.client.GatewayAccess;
import dev.tributary.cli.client.GatewayClient;
import dev.tributary.cli.client.Wiki;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the portal has to know.
 *
 * @param gateway the gateway, and the portal's key there
 * @param cloud whether Confluence is Cloud, where the portal uses another version of the API
 * @param firstScopes what to ask for when a user connects; empty for all that the portal may
 * @param tokenLife how long access tokens live there
 * @param clock the time that Confluence and the gateway go by
 * @param endToken ends an account's access token at Confluence, behind everybody's back; only a simulator can do that
 */
public record PortalSettings(
        GatewayAccess gateway,
        boolean cloud,
        List<String> firstScopes,
        Duration tokenLife,
        Clock clock,
        Consumer<String> endToken) {

    /** Keeps its own copy of the scopes. */
    public PortalSettings {
        firstScopes = List.copyOf(firstScopes);
    }

    /** Returns Confluence behind that gateway. */
    Wiki wiki(GatewayClient client) {
        return cloud ? Wiki.cloud(client) : Wiki.dataCenter(client);
    }
}
