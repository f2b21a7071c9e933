package dev.tributary.model;

import java.net.URI;

/**
 * A Confluence Cloud site, as Atlassian names it among those that a token opens.
 *
 * @param id its cloud id
 * @param url where people find it, such as {@code https://acme.atlassian.net}
 * @param name what its people call it; hostile text, to be escaped wherever it is shown
 */
public record CloudSite(String id, URI url, String name) {}
