/** The configuration file: what it may say, and that all that is wrong with one is told at once, without a secret. */
@NullMarked
package dev.tributary.gateway.config;

import org.jspecify.annotations.NullMarked;
