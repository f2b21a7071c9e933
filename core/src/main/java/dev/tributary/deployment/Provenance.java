package dev.tributary.deployment;

import java.net.URI;

/**
 * Where a flow was begun and its grant was issued: codes and tokens go back there and nowhere else, whatever a site of the same id
 * is edited to.
 *
 * @param base the deployment's base URL
 * @param tokens its token endpoint
 */
public record Provenance(URI base, URI tokens) {}
