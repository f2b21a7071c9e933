/** Tests of {@code dev.tributary.simulator.content.rest}. They name the behaviour each of them holds fast. */
@NullMarked
package dev.tributary.simulator.content.rest;

import org.jspecify.annotations.NullMarked;
