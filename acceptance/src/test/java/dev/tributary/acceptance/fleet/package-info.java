/** Three gateways on one database behind a load balancer, while nodes die, the database restarts and Confluence misbehaves. */
@NullMarked
package dev.tributary.acceptance.fleet;

import org.jspecify.annotations.NullMarked;
