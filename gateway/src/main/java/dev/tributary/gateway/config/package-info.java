/**
 * The gateway's configuration: {@code tributary.yaml} read into records, with all its faults reported at once. Nothing else
 * in the gateway reads a file of settings, and nothing at all reads the environment but what is handed in here.
 */
@NullMarked
package dev.tributary.gateway.config;

import org.jspecify.annotations.NullMarked;
