/**
 * Atlassian's authorization server and account pages as Confluence Cloud uses them: sites, consent with a choice of the site, one grant
 * for each app and account, rotating refresh tokens with a leeway, API tokens, and who may call what with which scopes.
 */
@NullMarked
package dev.tributary.simulator.cloud;

import org.jspecify.annotations.NullMarked;
