package dev.tributary.gateway;

import java.net.URI;
import java.util.Optional;

/**
 * Where a running gateway is found.
 *
 * @param publicUrl where browsers and applications reach it
 * @param console its console; empty where there is none
 * @param management where it listens for those who run it, as seen from its machine; empty for nowhere
 */
public record Whereabouts(URI publicUrl, Optional<URI> console, Optional<URI> management) {}
