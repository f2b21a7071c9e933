/**
 * Tests of Spring Boot applications against a simulated Confluence, without network: {@link dev.tributary.spring.test.ConfluenceTest}
 * starts one and points the application at it, {@link dev.tributary.spring.test.ConnectedAs} connects a user.
 */
@NullMarked
package dev.tributary.spring.test;

import org.jspecify.annotations.NullMarked;
