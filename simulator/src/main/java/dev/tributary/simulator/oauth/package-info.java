/**
 * Confluence Data Center's OAuth 2.0 provider: application links, authorization, tokens and their ends.
 * It is written from public documentation and RFC 6749, 7636 and 7009, and refuses what Confluence refuses.
 */
@NullMarked
package dev.tributary.simulator.oauth;

import org.jspecify.annotations.NullMarked;
