package dev.tributary.confluence;

import dev.tributary.deployment.Sites;
import dev.tributary.http.Transport;
import dev.tributary.token.Tokens;
import java.time.Clock;

/**
 * What calling Confluence takes of the rest of the engine.
 *
 * @param sites where each site is
 * @param tokens where tokens come from
 * @param transport the way out
 * @param accounts what to do when another name is served
 * @param places what to do when calls of a chosen site are refused
 * @param clock the time
 */
public record ConfluenceServices(
        Sites sites, Tokens tokens, Transport transport, AccountCheck accounts, SiteCheck places, Clock clock) {}
