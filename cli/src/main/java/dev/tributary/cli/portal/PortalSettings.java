package dev.tributary.cli.portal;

import dev.tributary.cli.client.GatewayAccess;
import java.net.URI;
import java.util.function.Consumer;

/**
 * What the portal has to know.
 *
 * @param port where it listens, on loopback only
 * @param gateway the gateway, and the portal's key there
 * @param confluence the address of Confluence for links that people click
 * @param endToken ends a user's access token at Confluence, behind everybody's back; only a simulator can do that
 */
public record PortalSettings(int port, GatewayAccess gateway, URI confluence, Consumer<String> endToken) {}
