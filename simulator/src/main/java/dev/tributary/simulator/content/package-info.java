/**
 * What the simulated Confluence keeps: spaces, pages, blog posts, comments and attachments, who may see and change them.
 * It knows neither HTTP nor JSON; the subpackages query it ({@code cql}) and serve it ({@code rest}).
 */
@NullMarked
package dev.tributary.simulator.content;

import org.jspecify.annotations.NullMarked;
