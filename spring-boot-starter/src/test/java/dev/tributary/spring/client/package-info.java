/** Tests of Spring's HTTP clients at a simulated Confluence. */
@NullMarked
package dev.tributary.spring.client;

import org.jspecify.annotations.NullMarked;
