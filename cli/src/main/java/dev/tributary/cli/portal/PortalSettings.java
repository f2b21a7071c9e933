package dev.tributary.cli.portal;

import dev.tributary.cli.client.GatewayAccess;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What the portal has to know.
 *
 * @param gateway the gateway, and the portal's key there
 * @param confluence the address of Confluence for links that people click
 * @param tokenLife how long access tokens live there
 * @param endToken ends a user's access token at Confluence, behind everybody's back; only a simulator can do that
 */
public record PortalSettings(GatewayAccess gateway, URI confluence, Duration tokenLife, Consumer<String> endToken) {}
