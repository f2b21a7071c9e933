/** Tests of the bridge to Spring Security's OAuth client. */
@NullMarked
package dev.tributary.spring.security;

import org.jspecify.annotations.NullMarked;
